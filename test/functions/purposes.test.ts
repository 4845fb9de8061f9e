import { afterAll, beforeAll, beforeEach, expect, it, test } from 'vitest'
import type { Input } from '../../contract'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { SHIPPED_PURPOSES } from '../../miniprogram/locales/zh/shipped-purposes'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, bookApproved, formFor, hostIn, identityOf } from './visitors'
import { openWalkIns, shownAt, walkInForm } from './walk-ins'

/** The office keeps the list of purposes (spec 2, Purpose). */
let campus: Campus
let office: Person
let approver: Person
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.clock.now = NOW
  await save(await offering(...SHIPPED_PURPOSES.map(({ id }) => id)))
})

type List = NonNullable<Input<'rules.change'>['purposes']>

const list = async (): Promise<List> => (await office.get('rules.get', {})).purposes
const save = (purposes: List) => office.get('rules.change', { purposes })
/** The list with only these offered. */
const offering = async (...ids: string[]): Promise<List> =>
  (await list()).map((purpose) => ({ ...purpose, offered: ids.includes(purpose.id) }))
const without = async (id: string): Promise<List> =>
  (await list()).map((purpose) => (purpose.id === id ? { ...purpose, offered: false } : purpose))
const offered = async () =>
  (await campus.person('looker').get('visit.options', {})).purposes.map(({ id, name }) => `${id} ${name}`)
const add = async (name: string, changes: Partial<List[number]> = {}): Promise<string> => {
  await save([...(await list()), { id: '', class: 'official', name, nameEn: '', offered: true, ...changes }])
  return (await list()).at(-1)?.id ?? ''
}
const GONE = {
  code: 'FORM',
  details: { fieldErrors: [{ field: 'purpose', code: 'PURPOSE_GONE' }] },
}

it('one that the office adds is offered, booked and shown by its name', async () => {
  const id = await add('参加面试', { nameEn: 'Interview' })
  expect(await offered()).toContain(`${id} 参加面试`)
  const { plate } = identityOf(next())
  const { visitor, visitId } = await book(campus, numbers, { purpose: id, driving: true, plate })
  const { visit, purposeClass } = await visitor.get('visit.get', { visitId })
  expect({ ...visit, purposeClass }).toMatchObject({
    ...{ purpose: id, purposeClass: 'official', purposeWords: { name: '参加面试', nameEn: 'Interview' } },
  })
  const { rows } = await approver.get('approval.list', { list: 'pending', cursor: null })
  expect(rows.find((row) => row.id === visitId)).toMatchObject({
    ...{ purposeClass: 'official', purposeWords: { name: '参加面试' } },
  })
})

it('takes another order, and another name for what is booked from then on', async () => {
  const before = await book(campus, next(), { purpose: 'training' })
  const [first, ...rest] = await list()
  await save([...rest, { ...(first as List[number]), name: '短训班' }])
  expect((await offered()).find((each) => each.startsWith('training'))).toBe('training 短训班')
  expect((await offered())[0]).not.toContain('training')
  const after = await book(campus, next(), { purpose: 'training' })
  const nameOf = async ({ visitor, visitId }: typeof before) =>
    (await visitor.get('visit.get', { visitId })).visit.purposeWords.name
  expect([await nameOf(before), await nameOf(after)]).toEqual(['短期培训', '短训班'])
  await save((await list()).map((each) => (each.id === 'training' ? { ...each, name: '短期培训' } : each)))
})

it('who changed it is kept, and only the office changes it', async () => {
  const before = await list()
  const wanted = await without('alumni')
  for (const other of [approver, campus.person('anybody')])
    expect(await other.outcome('rules.change', { purposes: wanted })).toBe('NOT_ALLOWED')
  await save(wanted)
  const [change] = (await office.get('rules.get', {})).history
  expect(change).toMatchObject({
    ...{ rule: 'purposes', byName: campus.demo.office[0]?.name, from: before, to: wanted },
  })
})

it('two of the office who add at once: one is told, and nothing is lost', async () => {
  const { revision: seen, purposes } = await office.get('rules.get', {})
  const one = { id: '', class: 'private' as const, name: '接送', nameEn: '', offered: true }
  await office.get('rules.change', { purposes: [...purposes, one], seen })
  const late = { purposes: [...purposes, { ...one, name: '探望' }], seen }
  expect(await office.outcome('rules.change', late)).toBe('RULE_CHANGED')
  await office.get('rules.change', { purposes: late.purposes })
  expect((await list()).map(({ name }) => name)).toEqual(expect.arrayContaining(['接送', '探望']))
})

test.each<[string, (purposes: List) => List, string]>([
  ['a name twice', (purposes) => purposes.map((each) => ({ ...each, name: '同名' })), 'FORM'],
  [
    'none of a class',
    (purposes) =>
      purposes.filter((each) => each.class === 'official').map((each) => ({ ...each, offered: false })),
    'FORM',
  ],
  [
    'an id that nobody gave',
    (purposes) => purposes.map((each) => ({ ...each, id: 'made-up' })),
    'BAD_REQUEST',
  ],
])('%s is refused, and nothing changes', async (_, change, code) => {
  const before = await list()
  expect(await office.outcome('rules.change', { purposes: change(before) })).toBe(code)
  expect(await list()).toEqual(before)
})

it('one that is out of offer is refused in every form', async () => {
  await openWalkIns(campus)
  await office.get('emergency.switch', { on: true, reason: '系统检修' })
  await save(await offering('training', 'private'))
  expect((await offered()).sort()).toEqual(['private 因私来访', 'training 短期培训'])
  const form = (purpose: string) => ({ form: formFor(campus, next(), { purpose }) })
  const visitor = campus.person('refused')
  expect(await visitor.ask('visit.submit', form('official'))).toMatchObject(GONE)
  expect(await visitor.ask('visit.submit', form('made-up'))).toMatchObject(GONE)
  expect(
    await approver.ask('invitation.create', { ...form('official'), vip: false, vouched: true }),
  ).toMatchObject(GONE)
  const days = { firstDay: TODAY, lastDay: TODAY }
  const hostId = hostIn(campus, 'computing')
  const card = { hostId, purpose: 'official', ...days, vip: false }
  expect(await approver.ask('invitation.link', card)).toMatchObject(GONE)
  const plan = {
    ...{ title: '开放日', purpose: 'official', ...days, hours: null, gateIds: [] },
    ...{ quota: 5, asksPlate: false, question: '' },
  }
  expect(await approver.ask('activity.apply', { plan, unitId: 'computing' })).toMatchObject(GONE)
  const report = {
    ...{ hostName: '李老师', unitName: '文学院', purpose: 'other', name: '张三', phone: '', plate: '' },
    ...{ gateIds: ['yucai-west'], ...days, note: '' },
  }
  expect(await office.outcome('emergency.report', report)).toBe('PURPOSE_GONE')
  const { purposes } = await visitor.get('walkIn.read', { code: shownAt(campus) })
  expect(purposes.map(({ id }) => id)).toEqual(['private'])
  for (const purpose of ['household', 'training'])
    expect(await visitor.ask('walkIn.submit', { form: walkInForm(next(), { purpose }) })).toMatchObject(GONE)
  await office.get('emergency.switch', { on: false, reason: '检修结束', openPasses: 'keep' })
})

it('what was booked for it keeps it', async () => {
  const [mine, others] = [
    await book(campus, next(), { purpose: 'alumni' }),
    await bookApproved(campus, next()),
  ]
  const guest = next()
  const { invitationId } = await approver.get('invitation.link', {
    ...{
      hostId: hostIn(campus, 'computing'),
      purpose: 'alumni',
      firstDay: TODAY,
      lastDay: TODAY,
      vip: false,
    },
  })
  await save(await without('alumni'))

  const { form, rev } = await mine.visitor.get('visit.get', { visitId: mine.visitId })
  const revised = { visitId: mine.visitId, rev, form: { ...form, matter: '返校聚会' } }
  expect(await mine.visitor.outcome('visit.revise', revised)).toBe('ok')
  expect((await campus.stored<Visit>('visits', mine.visitId))?.purpose).toBe('alumni')
  const other = { ...revised, rev: rev + 1, form: { ...form, purpose: 'made-up' } }
  expect(await mine.visitor.ask('visit.revise', other)).toMatchObject(GONE)
  const theirs = await others.visitor.get('visit.get', { visitId: others.visitId })
  const taking = { visitId: others.visitId, rev: theirs.rev, form: { ...theirs.form, purpose: 'alumni' } }
  expect(await others.visitor.ask('visit.revise', taking)).toMatchObject(GONE)
  // Nobody keeps what another's booking has.
  const asAnother = { ...revised, rev: rev + 1, form: formFor(campus, next(), { purpose: 'alumni' }) }
  expect(await campus.person('stranger').outcome('visit.revise', asAnother)).toBe('NOT_FOUND')

  const opened = await campus.person('invited').get('invitation.open', { invitationId })
  expect(opened).toMatchObject({ purpose: 'alumni', purposeWords: { name: '校友返校活动' } })
  const accept = { invitationId, form: formFor(campus, guest, { purpose: '' }) }
  expect(await campus.person('invited').outcome('invitation.accept', accept)).toBe('ok')
})
