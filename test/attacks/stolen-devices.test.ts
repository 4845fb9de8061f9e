import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { toBase64Url } from '../../miniprogram/domain/values/bytes'
import type { EndpointInput } from '../../contract/gate/device-api'
import type { DeviceKind } from '../../miniprogram/domain/gate/ways'
import { NOW } from '../domain/builders'
import { WEAK_KEYS } from '../domain/pass/weak-keys'
import { openCampus, type Campus } from '../functions/campus'
import { deviceAt } from '../functions/gates'
import { bookApproved, HOLDER_KEY, identityOf } from '../functions/visitors'

/** Somebody has the key of a device, or makes keys of their own (spec 5.1). */
const GATE = 'yanshan-east'
let campus: Campus
beforeAll(async () => {
  campus = await openCampus()
  campus.clock.now = NOW
})
afterAll(() => campus.close())

type Shown = Partial<EndpointInput<'verify'>>

describe('the key of a device presents only what its kind can read', () => {
  test.each<[DeviceKind, readonly string[]]>([
    ['controller', ['code', 'plate']],
    ['qrHead', ['code']],
    ['plateCamera', ['plate']],
    ['idReader', ['document']],
    ['faceReader', ['face']],
  ])('%s: %j', async (kind, reads) => {
    const number = 41_000 + reads.length * 10 + kind.length
    const plate = identityOf(number).plate
    const { phone, visitId } = await bookApproved(campus, number, {
      purpose: 'private',
      driving: true,
      plate,
    })
    await campus.put('visits', {
      _id: visitId,
      face: { photoId: 'p', file: 'cloud://faces/p.jpg', consentAt: NOW },
    })
    const device = await deviceAt(campus, GATE, { kind, mayOverride: true })
    const shown: Record<string, Shown> = {
      code: { code: phone.codeAt(NOW) },
      plate: { plate: { number: plate } },
      document: { document: { number: identityOf(number).document } },
      face: { face: { person: visitId, confidence: 0.99 } },
    }
    for (const [by, what] of Object.entries(shown)) {
      const input = { eventId: randomUUID(), direction: 'out' as const, ...what }
      const checked = await device.ask('verify', input)
      if (reads.includes(by)) expect(checked, by).toMatchObject({ ok: true, data: { decision: 'allow' } })
      else expect(checked, by).toMatchObject({ ok: false, status: 403, code: 'NOT_ALLOWED' })
      const forced = { ...input, eventId: randomUUID(), operator: '某人', why: '放行' }
      const overridden = await device.ask('override', forced)
      expect(!overridden.ok && overridden.code === 'NOT_ALLOWED', by).toBe(!reads.includes(by))
    }
  })
})

describe('a key under which one signature fits many messages gets no pass', () => {
  const keys = WEAK_KEYS.map(toBase64Url)

  it(`${keys.length} encodings of small order, and one that is none`, async () => {
    const { visitor, visitId } = await bookApproved(campus, 41_900)
    for (const holderKey of keys)
      expect(await visitor.outcome('pass.issue', { visitId, holderKey }), holderKey).toBe('BAD_REQUEST')
    expect(await visitor.outcome('pass.issue', { visitId, holderKey: HOLDER_KEY })).toBe('ok')
  })
})
