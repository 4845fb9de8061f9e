/** Browsers by what they call themselves; later ones pretend to be earlier ones too, so the first that fits is it. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bWindows\b/, 'Windows'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bLinux\b/, 'Linux'],
]

const nameIn = (table: typeof BROWSERS, userAgent: string): string[] =>
  table
    .filter(([pattern]) => pattern.test(userAgent))
    .slice(0, 1)
    .map(([, name]) => name)

/**
 * What a browser says it is, as people call it: `Chrome · Windows`; empty when it says nothing known. It may lie: it helps
 * to recognise one's own, and decides nothing.
 */
export const browserName = (userAgent: string): string =>
  [...nameIn(BROWSERS, userAgent), ...nameIn(SYSTEMS, userAgent)].join(' · ')
