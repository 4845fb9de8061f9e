import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const fontDir = path.dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'))

/**
 * Noto Sans SC for machines without a Chinese font. `local()` comes first: where the font is installed nothing is
 * loaded; elsewhere the browser takes only the files whose characters it needs.
 */
export function fontStyles(): string {
  return ['400', '600']
    .map((weight) => fs.readFileSync(path.join(fontDir, `${weight}.css`), 'utf8'))
    .join('\n')
    .replace(/, url\([^)]*\.woff\) format\('woff'\)/g, '')
    .replace(
      /src: url\(\.\/files\//g,
      "src: local('Noto Sans SC'), local('Noto Sans CJK SC'), url(/preview/fonts/",
    )
}

/** Absolute file of one font part, or null when there is no such part. */
export function fontFile(name: string): string | null {
  if (!/^[\w-]+\.woff2$/.test(name)) return null
  const file = path.join(fontDir, 'files', name)
  return fs.existsSync(file) ? file : null
}
