/**
 * WXSS lengths for the browser. `rpx` is 1/750 of the screen's width. A page is a part of the phone's screen here (the
 * navigation bar lies above it), so its `vh` and safe area come from variables that the page frame sets.
 */
export function toBrowserLengths(value: string): string {
  return value
    .replace(/(?<![\w-])(-?\d*\.?\d+)rpx\b/g, (_, amount: string) => `${round(Number(amount) / 7.5)}vw`)
    .replace(/(?<![\w-])(-?\d*\.?\d+)vh\b/g, (_, amount: string) => `calc(${amount} * var(--vh, 1vh))`)
    .replace(
      /\b(?:env|constant)\(\s*safe-area-inset-(\w+)\s*(?:,[^)]*)?\)/g,
      'var(--safe-area-inset-$1, 0px)',
    )
}

/** Lets WeChat's font size setting reach a length of text. */
export function withTextZoom(value: string): string {
  return value.replace(
    /(?<![\w.#-])(\d*\.?\d+)(px|vw)\b/g,
    (length) => `calc(${length} * var(--text-zoom, 1))`,
  )
}

/** Properties whose lengths are sizes of text, TDesign's variables for them included. */
export function isTextSize(property: string): boolean {
  return /^(font|font-size|line-height)$/.test(property) || /^--.*(font|line-height)/.test(property)
}

function round(value: number): number {
  return Number(value.toFixed(5))
}
