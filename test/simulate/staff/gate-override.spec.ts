import { expect, jest, test } from '@jest/globals'
import { beginCheck } from '../../../miniprogram/staff/gate/check'
import type { Decided } from '../../../miniprogram/domain/gate/decide'
import { checkedOf } from '../../views/office-builders'
import { openPage, phoneWith, settled, type Answers } from './stage'

/** What a phone without a network tells the server of one visitor, beside what the server may have decided unheard. */
const check = {
  gateId: 'yucai-west',
  gateName: '育才西门',
  direction: 'in' as const,
  inVehicle: false,
  credential: { code: 'CV2:CODE' },
  by: 'scan' as const,
}
const refused = (reason: Decided['answer']['reason']): Decided => ({
  answer: { allowed: false, reason, onFootOnly: false },
  doubt: null,
})
const DOUBTED: Decided = {
  answer: { allowed: true, reason: 'OK', onFootOnly: false },
  doubt: 'snapshotExpired',
}

interface Kept {
  allowed: boolean
  reason: string
  override: string | null
  eventId: string | null
}
/** What the phone decides, and what of it is kept for the server. */
let decided: { decision: Decided } & object
let kept: Kept[]
jest.doMock('../../../miniprogram/staff/gate/offline/check-offline', () => ({
  checkOffline: async () => decided,
  mayCheckOffline: async () => true,
  verdictOf: ({ answer: { allowed, reason } }: Decided) => ({ allowed, reason, override: null }),
  recordOffline: async (_check: object, _decision: object, verdict: Kept, eventId: string | null) => {
    kept.push({ ...verdict, eventId })
    return eventId ?? 'made-here'
  },
}))

async function open(answers: Answers, { answer, doubt }: Decided) {
  const decision = {
    ...{ way: 'qr', visitId: 'visit-1', step: 1, plate: null, visit: null, bySignature: false, skewMs: null },
    ...{ answer, doubt },
  }
  decided = Object.assign({ decision, ownClock: false }, { snapshotAt: Date.now(), at: Date.now() })
  kept = []
  const phone = phoneWith(answers)
  beginCheck(check)
  const page = openPage('staff/gate/result/result')
  await settled()
  const idOf = (index: number): string | undefined => phone.called('gate.check')[index]?.requestId
  const instance = page.instance as any
  return { kept, idOf, instance, phone }
}
const because = (reason: string) => ({ detail: { reason } })

test('an override whose reply is lost is told once, under the id it was asked by', async () => {
  let online = true
  const answer = checkedOf({ allowed: false, reason: 'NOT_YET' })
  const answers: Answers = { 'gate.check': () => (online ? answer : 'offline') }
  const { kept, idOf, instance, phone } = await open(answers, refused('NOT_YET'))
  online = false
  instance.onOverride(because('单位来电确认'))
  await settled(200)
  expect(kept).toEqual([{ allowed: true, reason: 'OVERRIDE', override: '单位来电确认', eventId: idOf(1) }])
  expect(phone.navigateBack).toHaveBeenCalledTimes(1)
})

test('what nobody overrides isn’t let pass by a reply that is lost', async () => {
  let online = true
  const answer = checkedOf({ allowed: false, reason: 'NOT_YET' })
  const answers: Answers = { 'gate.check': () => (online ? answer : 'offline') }
  const { kept, instance } = await open(answers, refused('BLACKLIST'))
  online = false
  instance.onOverride(because('单位来电确认'))
  await settled(200)
  expect(kept.map(({ allowed, reason }) => [allowed, reason])).toEqual([[false, 'BLACKLIST']])
})

test('refused here, unheard there: an override is told under the same id, and alone', async () => {
  const { kept, idOf, instance } = await open({ 'gate.check': 'offline' }, refused('NOT_FOUND'))
  expect(kept).toEqual([])
  instance.onOverride(because('系统故障'))
  await settled()
  instance.onUnload()
  await settled()
  expect(kept).toEqual([{ allowed: true, reason: 'OVERRIDE', override: '系统故障', eventId: idOf(0) }])
})

test('refused here, and the guard leaves it at that: told when the screen is left, once', async () => {
  const { kept, idOf, instance } = await open({ 'gate.check': 'offline' }, refused('NOT_FOUND'))
  instance.onTap()
  instance.onUnload()
  await settled()
  expect(kept).toEqual([{ allowed: false, reason: 'NOT_FOUND', override: null, eventId: idOf(0) }])
})

test('judged by the guard where the phone couldn’t tell: under the id by which the server was asked', async () => {
  const { kept, idOf, instance } = await open({ 'gate.check': 'offline' }, DOUBTED)
  instance.onPermit()
  await settled()
  expect(kept).toMatchObject([{ allowed: true, reason: 'OVERRIDE', eventId: idOf(0) }])
})
