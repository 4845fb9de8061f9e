/**
 * The XML of a sheet with cells written as they are shown, where the library that reads it would lose that: a failed formula, one
 * that was never worked out, and a number that its format fills up with zeros in front ("00071").
 */
export function shownCells(sheet: string, styles: string): string {
  const widths = zeroFormats(styles)
  const failed = sheet.replace(FAILED, '$1t="str"')
  const unworked = failed.replace(
    UNWORKED,
    (cell, prefix: string, attributes: string, formula = '', empty = '') =>
      // What came to an empty text is an empty cell.
      empty !== '' && /\bt="str"/.test(attributes)
        ? cell
        : textCell(prefix, attributes, `=${String(formula)}`),
  )
  if (widths.size === 0) return unworked
  return unworked.replace(NUMBER, (cell, prefix: string, attributes: string, digits: string) => {
    const width = widths.get(/\bs="(\d+)"/.exec(attributes)?.[1] ?? '')
    return width === undefined || /\bt="(?!n")/.test(attributes)
      ? cell
      : textCell(prefix, attributes, digits.padStart(width, '0'))
  })
}

const FAILED = /(<(?:\w+:)?c\s(?:[^<>]*?\s)?)t="e"/g
const UNWORKED =
  /<((?:\w+:)?)c\b([^<>]*)>\s*<\1f\b[^<>]*(?:\/>|>([^<]*)<\/\1f>)\s*(<\1v\s*\/>|<\1v>\s*<\/\1v>)?\s*<\/\1c>/g
const NUMBER =
  /<((?:\w+:)?)c\b([^<>]*)>(?:\s*<\1f\b[^<>]*(?:\/>|>[^<]*<\/\1f>))?\s*<\1v>(\d+)<\/\1v>\s*<\/\1c>/g

const textCell = (prefix: string, attributes: string, text: string): string =>
  `<${prefix}c${attributes.replace(/\st="[^"]*"/, '')} t="str"><${prefix}v>${text}</${prefix}v></${prefix}c>`

/** Index of a cell's style → how many digits it shows at least. */
function zeroFormats(styles: string): Map<string, number> {
  const byFormat = new Map<string, number>()
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    const zeros = /\bformatCode="(0{2,})(?:[_\\;][^"]*)?"/.exec(tag)?.[1]
    const id = /\bnumFmtId="(\d+)"/.exec(tag)?.[1]
    if (zeros !== undefined && id !== undefined) byFormat.set(id, zeros.length)
  }
  const widths = new Map<string, number>()
  const [, formats = ''] = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(styles) ?? []
  let index = 0
  for (const [tag] of formats.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)) {
    const width = byFormat.get(/\bnumFmtId="(\d+)"/.exec(tag)?.[1] ?? '')
    if (width !== undefined) widths.set(String(index), width)
    index++
  }
  return widths
}
