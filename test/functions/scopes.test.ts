import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACTIONS, CHECKED_SCOPES, traitsOf, type Action } from '../../miniprogram/actions'
import { openCampus, type Campus, type Person } from './campus'
import { contentsOfDatabase } from './database-changes'
import { validCalls, type ValidCalls } from './valid-calls'
import { approversOf, guardOf } from './visitors'

/**
 * Others of the same role: a call that its own visitor, unit, gate or campus makes with success is made by somebody of
 * another. Every action whose scope has a record to check stands here with what it answers them: a refusal, or a reply
 * with nothing in it.
 */
let campus: Campus
let calls: ValidCalls
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  calls = validCalls(campus, () => ++numbers)
})
afterAll(() => campus.close())

const others: Record<string, () => Person> = {
  visitor: () => campus.person('another-visitor'),
  unit: () => campus.person(approversOf(campus, 'literature')[0] ?? ''),
  guard: () => campus.person(guardOf(campus, 'yucai-west')),
  desk: () =>
    campus.person(campus.demo.desks.find(({ campusIds }) => campusIds.includes('yucai'))?.openid ?? ''),
  host: () =>
    campus.person(
      campus.demo.staff.find(({ unitId, openid }) => unitId === 'literature' && openid !== null)?.openid ??
        '',
    ),
}

type Foreign = [by: keyof typeof others, answer: string | object]
const NONE = { rows: [] }

const FOREIGN: { [A in Action]?: Foreign[] } = {
  'visit.revise': [['visitor', 'NOT_FOUND']],
  'visit.cancel': [['visitor', 'NOT_FOUND']],
  'visit.askCancel': [['visitor', 'NOT_FOUND']],
  'visit.askChange': [['visitor', 'NOT_FOUND']],
  'visit.get': [['visitor', 'NOT_FOUND']],
  'pass.issue': [['visitor', 'NOT_FOUND']],
  'face.add': [['visitor', 'NOT_FOUND']],
  'face.withdraw': [['visitor', 'NOT_FOUND']],

  'approval.list': [['unit', NONE]],
  'approval.search': [['unit', NONE]],
  'approval.get': [['unit', 'NOT_FOUND']],
  'approval.approve': [['unit', 'NOT_FOUND']],
  'approval.unmask': [['unit', 'NOT_FOUND']],
  'face.answer': [['unit', 'NOT_FOUND']],
  'approval.return': [['unit', 'NOT_FOUND']],
  'approval.revoke': [['unit', 'NOT_FOUND']],
  'approval.decideMany': [['unit', { rows: Array(3).fill({ ok: false, code: 'NOT_FOUND' }) }]],
  'release.list': [['unit', NONE]],
  'release.answer': [['unit', 'NOT_FOUND']],
  'invitation.create': [['unit', 'INVITE_OWN_UNIT']],
  'invitation.link': [['unit', 'INVITE_OWN_UNIT']],
  'activity.apply': [['unit', 'NOT_FOUND']],
  'activity.list': [['unit', NONE]],
  'activity.get': [['unit', 'NOT_FOUND']],
  'activity.answer': [['unit', 'NOT_FOUND']],
  'activity.close': [['unit', 'NOT_FOUND']],
  'activity.cancel': [['unit', 'NOT_FOUND']],
  'activity.message': [['unit', 'NOT_FOUND']],
  'activity.addGuests': [['unit', 'NOT_FOUND']],
  'activity.guests': [['unit', 'NOT_FOUND']],
  'activity.export': [['unit', 'NOT_FOUND']],
  'activity.code': [['unit', 'NOT_FOUND']],
  'standing.apply': [['unit', 'NOT_FOUND']],
  'standing.add': [['unit', 'NOT_FOUND']],
  'standing.revise': [['unit', 'NOT_FOUND']],
  'standing.list': [['unit', NONE]],
  'standing.due': [['unit', { units: [] }]],
  'standing.get': [['unit', 'NOT_FOUND']],
  'standing.people': [['unit', 'NOT_FOUND']],
  // The office has no unit: it sees all of them.
  'standing.answer': [['unit', 'NOT_ALLOWED']],
  'standing.renew': [['unit', 'NOT_FOUND']],
  'standing.withdraw': [['unit', 'NOT_FOUND']],
  'standing.export': [['unit', 'NOT_FOUND']],
  'standing.papers': [['unit', 'NOT_FOUND']],
  'standing.confirm': [['unit', 'NOT_FOUND']],
  'unit.code': [
    ['unit', 'NOT_FOUND'],
    ['host', 'NOT_FOUND'],
  ],
  'host.confirm': [['host', 'NOT_FOUND']],

  'gate.check': [['guard', 'WRONG_GATE_ACCOUNT']],
  // It names no gate: everybody gets the list of the own ones, and no more (test/attacks/found-lists.test.ts).
  'gate.snapshot': [['guard', {}]],
  'gate.recent': [['guard', 'WRONG_GATE_ACCOUNT']],
  'gate.face': [['guard', 'WRONG_GATE_ACCOUNT']],
  'walkIn.code': [['guard', 'WRONG_GATE_ACCOUNT']],
  'gate.markPurposeMismatch': [['guard', 'WRONG_GATE_ACCOUNT']],
  'gate.uploadPassages': [
    ['guard', { rows: [{ passageId: null, refusal: { code: 'WRONG_GATE_ACCOUNT' } }] }],
  ],

  'vehicle.list': [['desk', 'NOT_FOUND']],
  'vehicle.find': [['desk', { stay: null }]],
  'vehicle.resolve': [['desk', 'NOT_FOUND']],
  'vehicle.paid': [
    ['desk', 'NOT_FOUND'],
    ['guard', 'NOT_FOUND'],
  ],
  'emergency.report': [['desk', 'GATES_REQUIRED']],
  'emergency.list': [['desk', NONE]],
  'emergency.reconcile': [['desk', 'NOT_FOUND']],
  // Office and desk of another campus: lists hold nothing of it, the office's own calls are the office's.
  'record.visits': [['desk', NONE]],
  'record.search': [['desk', NONE]],
  'record.get': [['desk', 'NOT_FOUND']],
  'walkIn.revoke': [['desk', 'NOT_FOUND']],
  'record.unmask': [['desk', 'NOT_FOUND']],
  'record.passages': [['desk', NONE]],
  'record.exportVisits': [['desk', 'NOT_ALLOWED']],
  'record.exportPassages': [['desk', 'NOT_ALLOWED']],
  'record.dayList': [['desk', 'NOT_FOUND']],
  'board.read': [['desk', { campuses: [{ id: 'yucai' }] }]],
  'campus.inside': [
    ['desk', 'NOT_FOUND'],
    ['guard', 'NOT_FOUND'],
  ],
}

it('every action with a scope to check has a row, and no other has', () => {
  const checked = (Object.keys(ACTIONS) as Action[]).filter((action) =>
    (CHECKED_SCOPES as readonly string[]).includes(traitsOf(action).scope),
  )
  expect(Object.keys(FOREIGN).sort()).toEqual(checked.sort())
})

/** Everything but replies, which are kept of what was answered. */
const records = () =>
  [...contentsOfDatabase(campus)].filter(
    ([key, text]) =>
      !/^(searchWindows|searchLimits|refusedTries)\//.test(key) &&
      !(key.startsWith('audit/') && (JSON.parse(text) as { kind: string }).kind === 'reply'),
  )

describe.each(Object.entries(FOREIGN) as [Action, Foreign[]][])('%s', (action, foreign) => {
  it.each(foreign)('of another %s is answered %j and changes nothing', async (who, answer) => {
    const { by, input } = await calls[action]()
    const before = records()
    const reply = await (others[who] as () => Person)().ask(action, input)
    expect(reply).toMatchObject(
      typeof answer === 'string' ? { ok: false, code: answer } : { ok: true, data: answer },
    )
    expect(records()).toEqual(before)
    const own = await by.ask(action, input)
    expect(own.ok).toBe(true)
    // A list of which the owner sees nothing either proves nothing.
    if (answer === NONE) expect((own as { data: { rows: unknown[] } }).data.rows).not.toEqual([])
  })
})
