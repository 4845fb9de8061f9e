import { normalisePhone, type PhoneNumber } from '../../miniprogram/domain/values/phones'
import { openapi } from './identity'

/**
 * The phone number behind a `getPhoneNumber` code, as WeChat knows it, in its one spelling; null when the code is wrong,
 * used or too old (five minutes). The number never comes from the request itself, and its country code is part of it:
 * 151… of another country is no mainland number (spec 1).
 */
export async function phoneNumberOf(code: string): Promise<PhoneNumber | null> {
  try {
    const { phoneInfo } = (await openapi.phonenumber.getPhoneNumber({ code })) as {
      phoneInfo?: { purePhoneNumber?: unknown; countryCode?: unknown }
    }
    const { purePhoneNumber, countryCode } = phoneInfo ?? {}
    if (typeof purePhoneNumber !== 'string') return null
    return normalisePhone(`+${String(countryCode).replace(/^\+/, '')}${purePhoneNumber}`)
  } catch (error) {
    const { errCode } = error as { errCode?: unknown }
    if (errCode === 40029 || errCode === 40013) return null
    throw error
  }
}
