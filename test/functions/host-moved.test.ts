import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Input } from '../../contract'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, bookApproved, formFor } from './visitors'

/** A host who works elsewhere by now (spec 2, Host). */
let campus: Campus
let office: Person
let numbers = 63_000
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

let phones = 19_922_220_000
/** A host of one's own for each test, at 计算机学院. */
async function newHost() {
  const entry: Input<'staff.save'> = {
    ...{ staffId: `moving-${next()}`, name: '欧阳迁', unitId: 'computing', phone: String(++phones) },
    ...{ pinyin: 'ou yang qian', active: true },
  }
  await office.get('staff.save', entry)
  return { hostId: entry.staffId, move: () => office.get('staff.save', { ...entry, unitId: 'literature' }) }
}
const approver = (unitId: string) => campus.person(approversOf(campus, unitId)[0] as string)
const waitsAt = async (unitId: string) =>
  (await approver(unitId).get('approval.list', { list: 'pending', cursor: null })).rows.map(({ id }) => id)

it('between picking and sending: refused beside the host with the new row, then confirmed', async () => {
  const { hostId, move } = await newHost()
  const form = formFor(campus, next(), { hostId, hostUnit: '计算机学院' })
  await move()
  const visitor = campus.person(`visitor-${next()}`)
  expect(await visitor.ask('visit.submit', { form })).toMatchObject({
    code: 'FORM',
    details: {
      fieldErrors: [{ field: 'hostId', code: 'HOST_MOVED', details: { name: '欧阳迁', unitName: '文学院' } }],
    },
  })
  const { visitId } = await visitor.get('visit.submit', { form: { ...form, hostUnit: '文学院' } })
  expect(await waitsAt('literature')).toContain(visitId)
})

it('after sending: the pending booking moves along, its history says so, and the new unit decides', async () => {
  const { hostId, move } = await newHost()
  const { visitor, visitId } = await book(campus, next(), { hostId })
  await visitor.get('release.ask', { visitId, field: 'phone', firstDay: '2026-05-23', lastDay: '2026-05-23' })
  await move()
  expect(await waitsAt('computing')).not.toContain(visitId)
  expect(await waitsAt('literature')).toContain(visitId)
  const { host, history } = await visitor.get('visit.get', { visitId })
  expect(host.unitName).toBe('文学院')
  expect(history.at(-1)).toMatchObject({ action: 'moved', from: 'pending', to: 'pending', reason: null })
  const { rows } = await approver('literature').get('release.list', { cursor: null })
  expect(rows.map(({ visit }) => visit.id)).toContain(visitId)
  expect(await approver('computing').outcome('approval.approve', { visitId })).toBe('NOT_FOUND')
  expect(await approver('literature').outcome('approval.approve', { visitId })).toBe('ok')
})

it('a second correction of the same row changes nothing more', async () => {
  const { hostId, move } = await newHost()
  const { visitor, visitId } = await book(campus, next(), { hostId })
  await move()
  await move()
  const { history } = await visitor.get('visit.get', { visitId })
  expect(history.filter(({ action }) => action === 'moved')).toHaveLength(1)
})

it('an approved booking stays with the unit that approved it', async () => {
  const { hostId, move } = await newHost()
  const { visitor, visitId } = await bookApproved(campus, next(), { hostId })
  await move()
  expect((await visitor.get('visit.get', { visitId })).host.unitName).toBe('计算机学院')
})

it('the booking in the way names the unit it has now', async () => {
  const { hostId, move } = await newHost()
  const number = next()
  const { visitor } = await book(campus, number, { hostId })
  await move()
  const again = await visitor.ask('visit.submit', { form: formFor(campus, number) })
  expect(again).toMatchObject({ code: 'DUPLICATE', details: { unitName: '文学院' } })
})
