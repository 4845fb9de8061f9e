import { randomBytes } from 'node:crypto'
import type { OpenApiReply } from './envelope'
import { refusal } from './subscribe-message'

/** A code holds for five minutes, and for one use. */
const VALID_MS = 5 * 60 * 1000

/** The codes that `getPhoneNumber` hands to a page and only the server can turn into a number. */
export class PhoneCodes {
  private readonly codes = new Map<string, { phoneNumber: string; countryCode: string; until: number }>()

  /** A fresh code for a number as it is dialled inside its country. */
  issue = (phoneNumber: string, countryCode = '86'): string => {
    const code = randomBytes(32).toString('hex')
    this.codes.set(code, { phoneNumber, countryCode, until: Date.now() + VALID_MS })
    return code
  }

  /** `phonenumber.getPhoneNumber` */
  resolve = ({ code = '' }: { code?: string }): OpenApiReply => {
    const known = this.codes.get(code)
    this.codes.delete(code)
    if (!known || Date.now() > known.until) return refusal(40029, 'invalid code')
    const { phoneNumber: purePhoneNumber, countryCode } = known
    // WeChat leaves the country code out of mainland numbers only.
    const phoneNumber = countryCode === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`
    const watermark = { timestamp: Math.floor(Date.now() / 1000), appid: 'local' }
    return {
      json: {
        errcode: 0,
        errmsg: 'ok',
        phone_info: { phoneNumber, purePhoneNumber, countryCode, watermark },
      },
    }
  }
}
