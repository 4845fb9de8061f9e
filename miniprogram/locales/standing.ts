import { inLocale } from './current'
import { timesText as en } from './en/standing'
import { timesText as zh, type Times } from './zh/standing'

/** When somebody with a standing pass comes in, in the current language. */
export const timesText = (times: Times): string => inLocale({ zh, en })(times)
