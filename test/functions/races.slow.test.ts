import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Reply, VisitForm } from '../../contract'
import { dayOf } from '../../miniprogram/domain/values/days'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { STEP_MS } from '../../miniprogram/domain/pass/pass'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, bookApproved, formFor, guardOf, identityOf, PassPhone } from './visitors'

/**
 * Things that happen at the same moment. `RACE_ROUNDS` says how often each race is run (3 unless given; 20 for the
 * figures in the documentation). Every call goes through the real SDK; the races named "deployed" through the built
 * function in several instances as well.
 */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 3)
const RIVALS = 40

let campus: Campus
let approvers: Person[]
let guard: Person
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus({ functions: true })
  approvers = approversOf(campus, 'computing').map((openid) => campus.person(openid))
  guard = campus.person(guardOf(campus, 'yucai-west'))
})
afterAll(() => campus.close())

const atOnce = <T>(count: number, start: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => start(index)))

/** Outcomes with how often each came: {ok: 1, DUPLICATE: 39}. */
const tally = (outcomes: string[]): Record<string, number> =>
  outcomes.reduce<Record<string, number>>((sum, code) => ({ ...sum, [code]: (sum[code] ?? 0) + 1 }), {})

/** What forty rivals share; everything else is each one's own. */
const SHARED: [string, (shared: number) => Partial<VisitForm>][] = [
  ['phone', (shared) => ({ phone: identityOf(shared).phone })],
  ['ID', (shared) => ({ document: identityOf(shared).document })],
  ['plate', (shared) => ({ driving: true, plate: identityOf(shared).plate })],
]

describe(`${RIVALS} submissions at once, ${ROUNDS} rounds`, () => {
  test.each(SHARED)('for one %s: exactly one is accepted, every time', async (_, sharing) => {
    for (let round = 0; round < ROUNDS; round++) {
      const shared = sharing(next())
      const outcomes = await atOnce(RIVALS, () =>
        campus.person(`rival-${numbers}`).outcome('visit.submit', { form: formFor(campus, next(), shared) }),
      )
      const { ok, DUPLICATE = 0, BUSY = 0, ...others } = tally(outcomes)
      expect({ round, ok, refused: DUPLICATE + BUSY, others }).toEqual({
        round,
        ok: 1,
        refused: RIVALS - 1,
        others: {},
      })
    }
  })

  test.each(SHARED)('for one %s, deployed', async (_, sharing) => {
    const today = dayOf(Date.now())
    const shared = { ...sharing(next()), firstDay: today, lastDay: today }
    const outcomes = await atOnce(RIVALS, (at) =>
      campus.deployed(`deployed-${at}`).outcome('visit.submit', { form: formFor(campus, next(), shared) }),
    )
    const { ok, DUPLICATE = 0, BUSY = 0 } = tally(outcomes)
    expect({ ok, refused: DUPLICATE + BUSY }).toEqual({ ok: 1, refused: RIVALS - 1 })
  })

  it('for forty people who share nothing: all are accepted', async () => {
    const outcomes = await atOnce(RIVALS, () =>
      campus.person(`crowd-${next()}`).outcome('visit.submit', { form: formFor(campus, numbers) }),
    )
    expect(tally(outcomes)).toEqual({ ok: RIVALS })
  })
})

it('one request five times at once, through the function: one booking, five equal replies', async () => {
  const today = dayOf(Date.now())
  for (let round = 0; round < ROUNDS; round++) {
    const visitor = campus.deployed(`impatient-${next()}`)
    const form = formFor(campus, numbers, { firstDay: today, lastDay: today })
    const requestId = randomUUID()
    const replies = await atOnce(5, () => visitor.get('visit.submit', { form }, requestId))
    for (const reply of replies) expect(reply).toEqual(replies[0])
    expect((await visitor.get('visit.list', { list: 'pending', cursor: null })).rows).toHaveLength(1)
  }
})

it('two approvers at once: one decision, the other told who decided what and when', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { visitor, visitId } = await book(campus, next())
    const decisions: ((by: Person) => Promise<Reply>)[] = [
      (by) => by.ask('approval.approve', { visitId }),
      (by) => by.ask('approval.return', { visitId, reason: '改期' }),
    ]
    const replies = await Promise.all(
      approvers.slice(0, 2).map((by, index) => decisions[(index + round) % 2]!(by)),
    )
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    const { visit, history } = await visitor.get('visit.get', { visitId })
    const decided = history.at(-1)
    expect(history).toHaveLength(2)
    expect(replies.find(({ ok }) => !ok)).toMatchObject({
      code: 'ALREADY_DECIDED',
      details: { state: visit.state, byName: decided?.byName, at: decided?.at },
    })
  }
})

it('revoked while the visitor is at the gate: either passed before, or refused; the records agree', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { visitor, visitId, phone } = await bookApproved(campus, next())
    const code = phone.codeAt(campus.clock.now)
    const [revoked, admitted] = await Promise.all([
      approvers[0]!.get('approval.revoke', { visitId, reason: '活动取消' }),
      guard.get('gate.check', { gateId: 'yucai-west', direction: 'in', code }),
    ])
    expect(revoked.state).toBe('revoked')
    expect(['OK', 'REVOKED']).toContain(admitted.reason)
    const stored = await campus.stored<Visit>('visits', visitId)
    expect(stored).toMatchObject({ state: 'revoked' })
    expect(stored?.firstEntryAt === null).toBe(!admitted.allowed)
    const { passages } = await visitor.get('visit.get', { visitId })
    expect(passages).toMatchObject([{ allowed: admitted.allowed, reason: admitted.reason }])
  }
})

test.each([
  ['two readers of a gate', ['yucai-west', 'yucai-west']],
  ['two gates', ['yucai-west', 'yanshan-east']],
])('one code at %s at once lets one in', async (_, gateIds) => {
  for (let round = 0; round < ROUNDS; round++) {
    const { phone } = await bookApproved(campus, next())
    const code = phone.codeAt(campus.clock.now)
    const answers = await Promise.all(
      gateIds.map((gateId) =>
        campus.person(guardOf(campus, gateId)).get('gate.check', { gateId, direction: 'in', code }),
      ),
    )
    expect(tally(answers.map(({ reason }) => reason))).toEqual({ OK: 1, REPLAYED: 1 })
  }
})

it('cancelled by the visitor while an approver approves: one of the two happened first', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { visitor, visitId } = await book(campus, next())
    const [cancelled, approved] = await Promise.all([
      visitor.outcome('visit.cancel', { visitId }),
      approvers[0]!.outcome('approval.approve', { visitId }),
    ])
    const { visit, history } = await visitor.get('visit.get', { visitId })
    // Approved first, it can still be cancelled; cancelled first, it can't be approved.
    expect([cancelled, approved, visit.state]).toEqual(['ok', approved, 'cancelled'])
    expect(['ok', 'ALREADY_DECIDED']).toContain(approved)
    expect(history.map(({ action }) => action)).toEqual(
      approved === 'ok' ? ['submitted', 'approved', 'cancelled'] : ['submitted', 'cancelled'],
    )
    expect(await campus.person('after').outcome('visit.submit', { form: formFor(campus, numbers) })).toBe(
      'ok',
    )
  }
})

it('frozen while deciding: an approval never follows the freezing', async () => {
  const [openid] = approversOf(campus, 'literature') as [string]
  const literature = campus.person(openid)
  const hostId = campus.demo.staff.find(({ unitId }) => unitId === 'literature')?.id ?? ''
  for (let round = 0; round < ROUNDS; round++) {
    const account = { _id: `approver:${openid}`, active: true, frozen: null }
    await campus.put('accounts', account)
    const { visitId } = await book(campus, next(), { hostId })
    const rev = async () =>
      (await campus.stored<{ _id: string; rev: number }>('accounts', account._id))?.rev ?? 0
    const before = await rev()
    const [decided] = await Promise.all([
      literature.outcome('approval.approve', { visitId }),
      freeze(account._id),
    ])
    const stored = await campus.stored<Visit>('visits', visitId)
    expect(['ok', 'FROZEN']).toContain(decided)
    expect(stored?.state).toBe(decided === 'ok' ? 'approved' : 'pending')
    // The decision wrote the account it depended on: it counted its revision, and the freezing stands all the same.
    expect((await rev()) - before).toBe(decided === 'ok' ? 2 : 1)
    expect(await literature.outcome('approval.revoke', { visitId, reason: '取消' })).toBe('FROZEN')
  }
})

/** As the office's console will: read, change, write, in a transaction of its own, again on conflict. */
async function freeze(accountId: string): Promise<void> {
  const { transact } = await import('../../cloudfunctions/platform/transaction')
  await transact(async (tx) => {
    const account = await tx.read<{ _id: string; rev: number }>('accounts', accountId)
    if (account === null) throw new Error('no such account')
    const frozen = { reason: '调岗', since: campus.clock.now }
    await tx.write('accounts', { ...account, active: false, frozen, rev: account.rev + 1 } as typeof account)
  })
}

it('two timers at once end each visit once', async () => {
  const { endOverdueVisits } = await import('../../cloudfunctions/usecases/visit/expire')
  const booked = [
    ...(await atOnce(6, () => book(campus, next()))),
    ...(await atOnce(3, () => bookApproved(campus, next()))),
  ]
  const tomorrow = campus.clock.now + 86_400_000
  const ended = await atOnce(2, () => endOverdueVisits(tomorrow, dayOf(tomorrow)))
  expect(ended[0]! + ended[1]!).toBeGreaterThanOrEqual(booked.length)
  for (const { visitId } of booked) {
    const stored = await campus.stored<Visit>('visits', visitId)
    expect(['expired', 'finished']).toContain(stored?.state)
    expect(stored?.history.filter(({ byRole }) => byRole === 'system')).toHaveLength(1)
  }
  expect(await endOverdueVisits(tomorrow, dayOf(tomorrow))).toBe(0)
})

it('of passes issued at once to two phones of one person one enters; the other still leaves', async () => {
  const { visitor, visitId } = await bookApproved(campus, next())
  const phones = [new PassPhone(), new PassPhone()]
  await Promise.all(phones.map((phone) => phone.issue(visitor, visitId)))
  const reasonOf = async (phone: PassPhone, direction: 'in' | 'out'): Promise<string> => {
    campus.clock.now += STEP_MS
    const code = phone.codeAt(campus.clock.now)
    const { reason } = await guard.get('gate.check', { gateId: 'yucai-west', direction, code })
    return reason
  }
  const entered: PassPhone[] = []
  const kept: PassPhone[] = []
  for (const phone of phones) ((await reasonOf(phone, 'in')) === 'OK' ? entered : kept).push(phone)
  expect([entered.length, kept.length]).toEqual([1, 1])
  for (const phone of kept) expect(await reasonOf(phone, 'out')).toBe('OK')
})
