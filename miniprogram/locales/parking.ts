import type { FeeLines, FeeQuestion } from './fee-question'
import { inLocale } from './current'
import { feeLines as en } from './en/parking'
import { feeLines as zh } from './zh/parking'

/** What a form says about the fee, in the current language. */
export const feeLines = (visit: FeeQuestion): FeeLines => inLocale({ zh, en })(visit)
