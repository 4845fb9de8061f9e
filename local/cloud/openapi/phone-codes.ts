import { randomBytes } from 'node:crypto'
import type { OpenApiReply } from './envelope'
import { refusal } from './subscribe-message'

/** A code holds for five minutes, and for one use. */
const VALID_MS = 5 * 60 * 1000

/** The codes that `getPhoneNumber` hands to a page and only the server can turn into a number. */
export class PhoneCodes {
  private readonly codes = new Map<string, { phoneNumber: string; until: number }>()

  /** A fresh code for a mainland number. */
  issue = (phoneNumber: string): string => {
    const code = randomBytes(32).toString('hex')
    this.codes.set(code, { phoneNumber, until: Date.now() + VALID_MS })
    return code
  }

  /** `phonenumber.getPhoneNumber` */
  resolve = ({ code = '' }: { code?: string }): OpenApiReply => {
    const known = this.codes.get(code)
    this.codes.delete(code)
    if (!known || Date.now() > known.until) return refusal(40029, 'invalid code')
    const { phoneNumber } = known
    const watermark = { timestamp: Math.floor(Date.now() / 1000), appid: 'local' }
    return {
      json: {
        errcode: 0,
        errmsg: 'ok',
        phone_info: { phoneNumber, purePhoneNumber: phoneNumber, countryCode: '86', watermark },
      },
    }
  }
}
