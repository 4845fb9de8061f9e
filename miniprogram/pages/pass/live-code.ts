import qrcode from 'qrcode-generator'
import nacl from 'tweetnacl'
import { passCode, stepMessage, stepOf } from '../../domain/pass/pass'
import type { HolderKey } from '../../device-storage/holder-key'

/** Pixels of one module: 57 modules and their margin come to what a phone is wide in points. */
const MODULE_PX = 6
/** The quiet zone a reader needs: 4 modules (ISO/IEC 18004). */
const QUIET_ZONE_PX = 4 * MODULE_PX

/** The text of the code at the 15-second step of `now`, signed by this phone (domain/pass.ts). */
export function liveCode(signedStatement: Uint8Array, key: HolderKey, now: number): string {
  const step = stepOf(now)
  const signature = nacl.sign.detached(stepMessage(signedStatement, step), key.secretKey)
  return passCode(signedStatement, step, signature)
}

/** The code as a picture: a data URI, level M; alphanumeric mode, which base45 is made for. */
export function codePicture(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text, 'Alphanumeric')
  code.make()
  return code.createDataURL(MODULE_PX, QUIET_ZONE_PX)
}
