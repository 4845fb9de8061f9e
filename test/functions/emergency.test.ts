import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { NOW, TODAY } from '../domain/builders'
import { decide, fetchSnapshot } from './gate-phone'
import { openCampus, type Campus } from './campus'
import { guardOf, identityOf } from './visitors'
import { withSentence } from './sentences'

/** Phone reports behind the office's switch (spec 5.6), and who is on campus (spec 10). */
let campus: Campus
beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())

const office = (at = 0) => campus.person(campus.demo.office[at]?.openid ?? '')
const report = (changes: object = {}) => ({
  hostName: '李老师',
  unitName: '文学院',
  purpose: 'other' as const,
  name: '张三',
  phone: '',
  plate: '',
  gateIds: ['yucai-west'],
  firstDay: TODAY,
  lastDay: TODAY,
  note: '',
  ...changes,
})

it('the second of two who switch at once learns who was first, and both switches are kept', async () => {
  const outcomes = await Promise.all(
    [0, 1].map((at) => office(at).outcome('emergency.switch', { on: true, reason: '系统检修' })),
  )
  expect(outcomes.sort()).toEqual(['EMERGENCY_SWITCHED', 'ok'])
  await office().get('emergency.switch', { on: false, reason: '检修结束', openPasses: 'keep' })
  const { history } = await office().get('emergency.get', {})
  expect(history.map(({ on }) => on)).toEqual([false, true])
  expect((await campus.person('anybody').get('emergency.get', {})).history).toEqual([])
})

it('many reports at once get numbers of their own', async () => {
  await office().get('emergency.switch', { on: true, reason: '系统检修' })
  const given = await Promise.all([0, 1, 2, 3].map(() => office().get('emergency.report', report())))
  expect(new Set(given.map(({ number }) => number)).size).toBe(4)
})

it('a gate for vehicles alone lets in on foot by a pass that names it, with and without a network', async () => {
  const gateId = 'yucai-north'
  const guard = campus.person(guardOf(campus, gateId))
  const { number } = await office().get('emergency.report', report({ gateIds: [gateId] }))
  const list = await fetchSnapshot(guard)
  const way = { code: number, name: '张三' }
  const check = { gateId, direction: 'in' as const, inVehicle: false, credential: way }
  expect(decide(list, check, campus.clock.now).answer.reason).toBe('OK')
  expect(await guard.get('gate.check', { gateId, direction: 'in', ...way })).toMatchObject({ reason: 'OK' })
})

it('the record of a report says so by its code, in no language', async () => {
  const { visitId } = await office().get('emergency.report', report({ note: '' }))
  const visit = await campus.stored<Visit>('visits', visitId)
  expect(visit?.history).toMatchObject([
    { action: 'reported', byRole: 'system', from: null, to: 'approved', reason: null },
  ])
  expect(JSON.stringify(visit)).not.toContain('报备')
})

it.each(['phone', 'plate'] as const)(
  'whoever is on the blacklist by %s gets no numbered pass, and isn’t told why',
  async (kind) => {
    const told = { [kind]: identityOf(kind === 'phone' ? 301 : 302)[kind] }
    expect(await office().outcome('emergency.report', report(told))).toBe('ok')
    const { blacklistId } = await office().get('blacklist.propose', {
      name: '',
      documentKind: 'mainlandId',
      document: '',
      phone: '',
      plate: '',
      reason: '多次冲卡',
      evidence: [],
      from: TODAY,
      until: null,
      ...told,
    })
    await office(1).get('blacklist.answer', { blacklistId, accept: true })
    expect(withSentence(await office().ask('emergency.report', report(told)))).toMatchObject({
      code: 'BLACKLISTED',
      sentence: '无法预约，请联系保卫处',
      details: {},
    })
  },
)

it('is matched once; what has to be explained is matched with the explanation', async () => {
  const { visitId } = await office().get('emergency.report', report())
  const say = (matched: boolean, note: string) =>
    office().outcome('emergency.reconcile', { visitId, matched, note })
  expect(await say(false, ' ')).toBe('EMERGENCY_NOTE_REQUIRED')
  expect(await say(false, '被访人称不知情')).toBe('ok')
  expect(await say(true, '')).toBe('EMERGENCY_NOTE_REQUIRED')
  expect(await say(true, '已说明')).toBe('ok')
  expect(await say(true, '再次')).toBe('EMERGENCY_RECONCILED')
})

it('who entered is on the campus list until they leave; a guard sees the own campus only', async () => {
  campus.clock.now = NOW
  const { visitId, number } = await office().get('emergency.report', report())
  const guard = campus.person(guardOf(campus, 'yucai-west'))
  const inside = async () =>
    (await guard.get('campus.inside', { campusId: null, cursor: null })).rows.map(({ id }) => id)
  await guard.get('gate.check', { gateId: 'yucai-west', direction: 'in', code: number, name: '张三' })
  expect(await inside()).toContain(visitId)
  await guard.get('gate.check', { gateId: 'yucai-west', direction: 'out', code: number, name: '张三' })
  expect(await inside()).not.toContain(visitId)
  expect(await guard.outcome('campus.inside', { campusId: 'nowhere', cursor: null })).toBe('NOT_FOUND')
})
