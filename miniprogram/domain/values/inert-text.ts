/** By which a spreadsheet takes a cell for a formula, in either width, also behind blanks or within quotes, which it takes off. */
const BEGINS = /^\s*["=+\-@\uff1d\uff0b\uff0d\uff20|%]/

/** A text as a cell that no spreadsheet takes for a formula, in a file or pasted, in one line. */
export function inertText(value: string): string {
  const text = value.replace(/[\r\n\t]+/g, ' ')
  return BEGINS.test(text) ? `'${text}` : text
}
