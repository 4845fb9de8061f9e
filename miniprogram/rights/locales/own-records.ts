import { inLocale } from '../../locales/current'
import { dataWords as en } from './en/own-records'
import { dataWords as zh } from './zh/own-records'

/** Words of 我的数据, in the current language. */
export const dataWords = (): typeof zh => inLocale({ zh, en })
