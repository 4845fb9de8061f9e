import { isSystemReason } from '../../../miniprogram/domain/visit/history'
import { visitWords } from '../../../miniprogram/locales/zh/visit'

/** Why something was done with a booking, as a notice says it: notices are in Chinese. */
export const reasonInNotice = (reason: string): string =>
  isSystemReason(reason) ? visitWords.systemReasons[reason] : reason
