import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Input, VisitDetail } from '../../contract'
import { anonymiseOldVisits } from '../../cloudfunctions/usecases/visit/anonymise'
import { CHANGED_FIELDS } from '../../miniprogram/domain/visit/form-fields'
import { addDays, DAY_MS } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { contentsOfDatabase } from './database-changes'
import { approversOf, book, bookApproved, formFor, guardOf, hostIn, identityOf } from './visitors'

/** The history of a booking says from what to what a field changed, to each who may read it (spec 3, 9). */
let campus: Campus
let office: Person
let numbers = 84_000
const next = (): number => ++numbers
const approver = (unitId = 'computing', at = 0) => campus.person(approversOf(campus, unitId)[at] ?? '')
beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const changesIn = ({ history }: Pick<VisitDetail, 'history'>) => history.at(-1)?.changes ?? []
const stored = (visitId: string) => contentsOfDatabase(campus).get(`visits/${visitId}`) ?? ''

/** A booking of which everything has been changed that a form holds. */
async function revised() {
  const [before, after, one, other] = [next(), next(), next(), next()]
  const companion = (name: string, number: number) => ({
    ...{ name, documentKind: 'mainlandId' as const, document: identityOf(number).document },
  })
  const was = formFor(campus, before, {
    ...{
      name: '前名字',
      driving: true,
      plate: identityOf(before).plate,
      matter: '从前的事',
      note: '从前的话',
    },
    companions: [companion('同行前', one)],
  })
  const { visitor, visitId } = await book(campus, before, was)
  const { rev, form } = await visitor.get('visit.get', { visitId })
  const is = formFor(campus, after, {
    ...{ hostId: hostIn(campus, 'literature'), hostUnit: '文学院', purpose: 'private', name: '后名字' },
    ...{
      documentKind: 'passport',
      document: `E876${after}`,
      phoneKind: 'international',
      phone: `+852612${after}`,
    },
    ...{
      firstDay: addDays(TODAY, 1),
      lastDay: addDays(TODAY, 2),
      driving: true,
      matter: '现在的事',
      note: '现在的话',
    },
    ...{ plate: identityOf(after).plate, companions: [companion('同行后', other)] },
  })
  await visitor.get('visit.revise', { visitId, rev, form: { ...form, ...is } })
  return { visitor, visitId, was, is, one, other }
}

describe('a revision', () => {
  it('names every field of the form to its visitor, as it was and as it is', async () => {
    const { visitor, visitId, was, is } = await revised()
    const changes = changesIn(await visitor.get('visit.get', { visitId }))
    // A photo changes with the consent for it (test/functions/faces.test.ts).
    expect(changes.map(({ field }) => field)).toEqual(CHANGED_FIELDS.filter((field) => field !== 'photoId'))
    const clear = [
      'name',
      'phone',
      'documentKind',
      'document',
      'firstDay',
      'lastDay',
      'plate',
      'matter',
      'note',
    ] as const
    for (const field of clear) expect(changes).toContainEqual({ field, from: was[field], to: is[field] })
    expect(changes).toContainEqual({ field: 'purpose', from: '因公来访', to: '因私来访' })
    expect(changes).toContainEqual({ field: 'hostUnit', from: '计算机学院', to: '文学院' })
    expect(changes.find(({ field }) => field === 'companions')?.from).toMatch(/^同行前 450\*+\w{4}$/)
    const [own] = (await visitor.get('data.read', {})).visits
    expect(own?.history.at(-1)?.changes).toEqual(changes)
  })

  it('shows numbers masked to the approver and the office, and nothing to anybody else', async () => {
    const { visitId, was, is, one, other } = await revised()
    for (const seen of [
      await approver('literature').get('approval.get', { visitId }),
      await office.get('record.get', { visitId }),
    ]) {
      const text = JSON.stringify(seen.history)
      const hidden = [
        was.phone,
        was.document,
        is.phone,
        is.document,
        identityOf(one).document,
        identityOf(other).document,
      ]
      for (const number of hidden) expect(text).not.toContain(number)
      expect(changesIn(seen)).toContainEqual({
        field: 'phone',
        from: `138****${was.phone.slice(-4)}`,
        to: `+852****${is.phone.slice(-4)}`,
      })
      expect(changesIn(seen)).toContainEqual({ field: 'name', from: '前名字', to: '后名字' })
    }
    expect(await campus.person('stranger').outcome('visit.get', { visitId })).toBe('NOT_FOUND')
  })

  it('is sealed where it is kept', async () => {
    const { visitId, was } = await revised()
    for (const text of [was.phone, was.document, was.name, was.note, was.plate])
      expect(stored(visitId)).not.toContain(text)
  })

  it('of one field names that one alone, and of none says nothing', async () => {
    const { visitor, visitId } = await book(campus, next())
    const revise = async (changes: object) => {
      const { rev, form } = await visitor.get('visit.get', { visitId })
      await visitor.get('visit.revise', { visitId, rev, form: { ...form, ...changes } })
      return (await visitor.get('visit.get', { visitId })).history.at(-1)
    }
    expect((await revise({ note: '带图纸' }))?.changes).toEqual([{ field: 'note', from: '', to: '带图纸' }])
    expect(await revise({})).not.toHaveProperty('changes')
  })
})

it('an addition after approval names the day and the plate', async () => {
  const number = next()
  const [{ plate }, { plate: other }] = [identityOf(number), identityOf(next())]
  const { visitor, visitId } = await bookApproved(campus, number, {
    purpose: 'private',
    driving: true,
    plate,
  })
  const guard = campus.person(guardOf(campus, 'yanshan-east'))
  await guard.get('gate.check', { gateId: 'yanshan-east', direction: 'in', inVehicle: true, plate })
  const lastDay = addDays(TODAY, 3)
  await visitor.get('visit.askChange', { visitId, lastDay, plate: other, reason: '' })
  const { changeAsked } = await approver().get('approval.get', { visitId })
  await approver().get('release.answer', { releaseId: changeAsked?.releaseId ?? '', release: true })
  expect(changesIn(await visitor.get('visit.get', { visitId }))).toEqual([
    { field: 'lastDay', from: TODAY, to: lastDay },
    { field: 'plate', from: plate, to: other },
  ])
})

it('a host whom the office moved names the unit before and now', async () => {
  const entry: Input<'staff.save'> = {
    ...{ staffId: 'history-host', name: '欧阳迁', unitId: 'computing', phone: '19922229999' },
    ...{ pinyin: 'ou yang qian', active: true },
  }
  await office.get('staff.save', entry)
  const { visitor, visitId } = await book(campus, next(), { hostId: entry.staffId })
  await office.get('staff.save', { ...entry, unitId: 'literature' })
  const moved = [{ field: 'hostUnit', from: '计算机学院', to: '文学院' }]
  expect(changesIn(await visitor.get('visit.get', { visitId }))).toEqual(moved)
  expect(changesIn(await approver('literature').get('approval.get', { visitId }))).toEqual(moved)
})

it('after a hand-over nobody reads who held the booking before', async () => {
  const [first, second] = [next(), next()]
  const form = formFor(campus, first)
  const made = await approver().get('invitation.create', { form, vip: false, vouched: true })
  const { invitationId, visitId } = made
  const claim = async (name: string, number: number) => {
    const guest = campus.person(name)
    await guest.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
    expect(await guest.get('invitation.claim', { invitationId, tails: null })).toMatchObject({
      outcome: 'taken',
    })
    return guest
  }
  const stranger = await claim('wrong-guest', first)
  const { rev, form: seen } = await stranger.get('visit.get', { visitId })
  const mine = {
    privacy: form.privacy,
    phone: identityOf(second).phone,
    note: '我的私事',
    plate: identityOf(second).plate,
    driving: true,
  }
  await stranger.get('visit.revise', { visitId, rev, form: { ...seen, ...mine } })
  await approver().get('invitation.undo', { invitationId })
  const guest = await claim('right-guest', second)
  const { history } = await guest.get('visit.get', { visitId })
  expect(history.at(-1)?.action).toBe('revised')
  expect(history.at(-1)).not.toHaveProperty('changes')
  expect(history.at(-1)?.byName).toBe('访**')
})

it('what it changed goes with the time for keeping, the steps stay', async () => {
  const { visitor, visitId } = await revised()
  await visitor.get('visit.cancel', { visitId })
  const before = await office.get('record.get', { visitId })
  await anonymiseOldVisits(NOW + 200 * DAY_MS, addDays(TODAY, 200))
  const { history } = await office.get('record.get', { visitId })
  expect(history.map(({ action }) => action)).toEqual(before.history.map(({ action }) => action))
  expect(before.history.some(({ changes }) => changes !== undefined)).toBe(true)
  expect(history.filter(({ changes }) => changes !== undefined)).toEqual([])
})
