import { inLocale } from '../current'
import { mineWords as en } from '../en/pages/mine'
import { mineWords as zh } from '../zh/pages/mine'

/** The words of the page about oneself, in the current language. */
export const mineWords = (): typeof zh => inLocale({ zh, en })
