import { afterAll, beforeAll, expect, it } from 'vitest'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { askedPass, standingPerson } from '../functions/standing'
import { handIn } from '../functions/uploads'
import { approversOf, book, formFor } from '../functions/visitors'

/** A visitor changes a booking while its approver looks at it: nobody approves what they haven't seen (spec 3, Decisions). */
let campus: Campus
let approver: Person
let numbers = 2100

beforeAll(async () => {
  campus = await openCampus()
  approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
})
afterAll(() => campus.close())

/** Somebody of the unit with a WeChat, who doesn't approve there. */
const member = () => {
  const row = campus.demo.staff.find(
    ({ openid, unitId }) =>
      openid !== null && unitId === 'computing' && !approversOf(campus, 'computing').includes(openid),
  )
  if (row === undefined) throw new RangeError('nobody of computing has bound a WeChat')
  return { hostId: row.id, name: row.name, person: campus.person(row.openid) }
}

const seenBy = async (visitId: string): Promise<number> =>
  (await approver.get('approval.get', { visitId })).visit.submittedAt

/** A pending booking that is changed after the approver looked: what they saw, and what stands there now. */
async function changedWhileSeen(): Promise<{ visitId: string; seen: number }> {
  const { visitor, visitId } = await book(campus, ++numbers)
  const seen = await seenBy(visitId)
  campus.clock.now += 1000
  const { rev, form } = await visitor.get('visit.get', { visitId })
  const companions = [{ name: '林晓雪', documentKind: 'passport' as const, document: 'E1234567' }]
  await visitor.get('visit.revise', { visitId, rev, form: { ...form, companions } })
  return { visitId, seen }
}

it('the tap on 通过 is refused until they have looked again', async () => {
  const { visitId, seen } = await changedWhileSeen()
  expect(await approver.outcome('approval.approve', { visitId, seen })).toBe('CHANGED_MEANWHILE')
  expect((await approver.get('approval.get', { visitId })).visit.state).toBe('pending')
  expect(await approver.outcome('approval.approve', { visitId, seen: await seenBy(visitId) })).toBe('ok')
})

it('a booking isn’t sent back for what its visitor has mended by then', async () => {
  const { visitId, seen } = await changedWhileSeen()
  const sentBack = (at: number) =>
    approver.outcome('approval.return', { visitId, reason: '请补同行人', seen: at })
  expect(await sentBack(seen)).toBe('CHANGED_MEANWHILE')
  expect((await approver.get('approval.get', { visitId })).visit.state).toBe('pending')
  expect(await sentBack(await seenBy(visitId))).toBe('ok')
})

it('nor revoked for what stood there before it was approved anew', async () => {
  const { visitId, seen } = await changedWhileSeen()
  await approver.get('approval.approve', { visitId, seen: await seenBy(visitId) })
  const revoked = (at: number) => approver.outcome('approval.revoke', { visitId, reason: '取消', seen: at })
  expect(await revoked(seen)).toBe('CHANGED_MEANWHILE')
  expect(await revoked(await seenBy(visitId))).toBe('ok')
})

it.each(['approve', 'return'] as const)(
  'of many at once, the changed one alone is refused: %s',
  async (decision) => {
    const changed = await changedWhileSeen()
    const { visitId: same } = await book(campus, ++numbers)
    const { rows } = await approver.get('approval.decideMany', {
      visitIds: [changed.visitId, same],
      decision,
      reason: decision === 'return' ? '改期' : '',
      seen: { [changed.visitId]: changed.seen, [same]: await seenBy(same) },
    })
    expect(rows.map(({ code }) => code)).toEqual(['CHANGED_MEANWHILE', null])
  },
)

it('what is decided already says so first', async () => {
  const { visitId, seen } = await changedWhileSeen()
  await approver.get('approval.approve', { visitId, seen: await seenBy(visitId) })
  expect(await approver.outcome('approval.approve', { visitId, seen })).toBe('ALREADY_DECIDED')
})

it('the office accepts no standing pass to which the unit added people meanwhile', async () => {
  const { passId, unit, office } = await askedPass(campus, [standingPerson(++numbers)])
  const answer = async (seen: number) =>
    office.outcome('standing.answer', { passId, accept: true, reason: '', seen })
  const { rev } = await office.get('standing.get', { passId })
  await unit.get('standing.add', { passId, people: [standingPerson(++numbers)] })
  expect(await answer(rev)).toBe('CHANGED_MEANWHILE')
  const again = await office.get('standing.get', { passId })
  expect([again.pass.state, again.people]).toEqual(['asked', 2])
  expect(await answer(again.rev)).toBe('ok')
})

it('a host gives no word for somebody put in since they looked', async () => {
  const { hostId, person } = member()
  const { visitor, visitId } = await book(campus, ++numbers, { hostId, name: '老同学' })
  const shown = async () => {
    const { rows } = await person.get('host.visits', { list: 'pending', cursor: null })
    return rows.find(({ id }) => id === visitId)
  }
  const before = await shown()
  campus.clock.now += 1000
  const { rev } = await visitor.get('visit.get', { visitId })
  const form = formFor(campus, ++numbers, { hostId, name: '陌生人', privacy: tickedAt(0) })
  await visitor.get('visit.revise', { visitId, rev, form })
  for (const word of ['confirmed', 'denied'] as const)
    expect(await person.outcome('host.confirm', { visitId, word, seen: before?.submittedAt })).toBe(
      'CHANGED_MEANWHILE',
    )
  expect((await approver.get('approval.get', { visitId })).hostConfirmation).toBe('none')
  const word = { visitId, word: 'denied' as const, seen: (await shown())?.submittedAt }
  expect(await person.outcome('host.confirm', word)).toBe('ok')
})

it('the office gives no account for a unit that was asked for since it looked', async () => {
  const [one, other] = campus.demo.office.map(({ openid }) => campus.person(openid))
  if (one === undefined || other === undefined) throw new RangeError('the office has two people')
  const { name, person } = member()
  const asks = async (unitId: string) => {
    const form = await handIn(person, 'accountForm')
    await person.get('account.ask', { unitId, reason: '替换离职同事', leaderName: '王主任', form })
    const { rows } = await other.get('account.requests', { state: 'open', cursor: null })
    return rows.find((row) => row.name === name && row.unitId === unitId)
  }
  const read = await asks('computing')
  const refusal = { accountRequestId: read?.id ?? '', accept: false, reason: '没有盖章' }
  await one.get('account.answer', refusal)
  campus.clock.now += 1000
  const anew = await asks('law')
  const accepts = (seen: number | undefined) =>
    other.outcome('account.answer', { ...refusal, accept: true, reason: '', seen })
  expect(await accepts(read?.askedAt)).toBe('CHANGED_MEANWHILE')
  expect((await person.get('me', {})).approver).toBeNull()
  expect(await accepts(anew?.askedAt)).toBe('ok')
})

it('nobody is taken off the blacklist for a reason that was given since it was looked at', async () => {
  const [one, other] = campus.demo.office.map(({ openid }) => campus.person(openid))
  if (one === undefined || other === undefined) throw new RangeError('the office has two people')
  const { blacklistId } = await one.get('blacklist.propose', {
    ...{ name: '', documentKind: 'mainlandId', document: '', phone: '', plate: '桂C2100A', evidence: [] },
    ...{ reason: '闯岗', from: TODAY, until: null },
  })
  await other.get('blacklist.answer', { blacklistId, accept: true })
  const asks = async (reason: string) => {
    campus.clock.now += 1000
    await one.get('blacklist.askLift', { blacklistId, reason })
    return (await other.get('blacklist.get', { blacklistId })).entry.changedAt
  }
  const seen = await asks('误报')
  await other.get('blacklist.answerLift', { blacklistId, accept: false })
  const anew = await asks('单位担保')
  const lifts = (at: number) => other.outcome('blacklist.answerLift', { blacklistId, accept: true, seen: at })
  expect(await lifts(seen)).toBe('CHANGED_MEANWHILE')
  expect(await lifts(anew)).toBe('ok')
})

it('another decision needs no second look: it lets nobody in', async () => {
  const { visitId } = await changedWhileSeen()
  expect(await approver.outcome('approval.return', { visitId, reason: '改一下' })).toBe('ok')
})
