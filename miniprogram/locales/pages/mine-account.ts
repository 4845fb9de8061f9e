import { inLocale } from '../current'
import { mineAccountWords as en } from '../en/pages/mine-account'
import { mineAccountWords as zh } from '../zh/pages/mine-account'

/** The words of asking for an approver account, in the current language. */
export const mineAccountWords = (): typeof zh => inLocale({ zh, en })
