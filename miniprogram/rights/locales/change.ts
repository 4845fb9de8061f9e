import { inLocale } from '../../locales/current'
import { changeWords as en } from './en/change'
import { changeWords as zh } from './zh/change'

/** Words of 申请变更, in the current language. */
export const changeWords = (): typeof zh => inLocale({ zh, en })
