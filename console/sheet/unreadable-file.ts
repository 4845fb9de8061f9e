import type { unreadableWords } from '../../miniprogram/locales/zh/import'

/**
 * A file that is no spreadsheet that can be read. `old`: of a kind from before .xlsx, or with a password. `sheets`: several
 * sheets under the same headings, of which one alone would be read. `large`: over a limit. `broken`: anything else.
 */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  constructor(
    readonly why: keyof typeof unreadableWords,
    options?: ErrorOptions,
  ) {
    super(why, options)
  }
}
