import type { Sheet } from '../../miniprogram/domain/campus/import/sheet'

/** A file's first sheet as a list that was pasted: cells hold no tab and no end of a line. */
export const textOfSheet = (sheet: Sheet): string =>
  sheet.map((row) => row.map(({ text }) => text.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
