import { randomBytes } from 'node:crypto'
import nacl from 'tweetnacl'
import { afterEach, expect, it, vi } from 'vitest'
import { concatBytes } from '../../miniprogram/domain/values/bytes'
import { checkPassCode, passCode, stepMessage, stepOf } from '../../miniprogram/domain/pass/pass'
import { encodeStatement } from '../../miniprogram/domain/pass/statement'
import { NOW, TODAY } from '../domain/builders'

/** Pass keys rotate by id: the first of CAMPUS_PASS_KEYS signs, all verify, one that is taken out verifies nothing. */
const [old, next] = [randomBytes(32), randomBytes(32)].map((seed) => seed.toString('base64'))
const holder = nacl.sign.keyPair()

/** A function that starts with these keys in its environment. */
async function startedWith(keys: string) {
  vi.resetModules()
  vi.stubEnv('CAMPUS_PASS_KEYS', keys)
  const signing = await import('../../cloudfunctions/platform/pass-signing')
  return {
    ...signing,
    issue() {
      const { keyId, sign } = signing.passSigner()
      const visit = { visitId: 'AbCdEfGhIjKlMnOp', firstDay: TODAY, lastDay: TODAY }
      const more = {
        purposeClass: 'official' as const,
        headCount: 1,
        holderKey: holder.publicKey,
        hasVehicle: false,
        limited: false,
      }
      const statement = encodeStatement({ keyId, ...visit, ...more })
      const signed = concatBytes(statement, sign(statement))
      const step = stepOf(NOW)
      return passCode(signed, step, nacl.sign.detached(stepMessage(signed, step), holder.secretKey))
    },
    accepts: (code: string) => checkPassCode(code, NOW, signing.passPublicKey, signing.verifySignature).valid,
  }
}

afterEach(() => vi.unstubAllEnvs())

it('a new key signs, passes of the old one verify beside it, and no more once it is withdrawn', async () => {
  const before = await startedWith(`1:${old}`)
  const early = before.issue()
  expect(before.accepts(early)).toBe(true)

  const announced = await startedWith(`1:${old},2:${next}`)
  expect(announced.passSigner().keyId).toBe(1)
  expect(announced.passPublicKeys().map(({ keyId }) => keyId)).toEqual([1, 2])

  const rotated = await startedWith(`2:${next},1:${old}`)
  const late = rotated.issue()
  expect(rotated.passSigner().keyId).toBe(2)
  expect([early, late].map(rotated.accepts)).toEqual([true, true])
  // A gate that was told of the new key beforehand takes its passes at once.
  expect(announced.accepts(late)).toBe(true)
  expect(before.accepts(late)).toBe(false)

  const withdrawn = await startedWith(`2:${next}`)
  expect([early, late].map(withdrawn.accepts)).toEqual([false, true])
})
