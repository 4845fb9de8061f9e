import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Input } from '../../contract'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, guardOf } from './visitors'

/** Accounts of guards, desks and the office (spec 1): made, changed and ended by the office, and nobody's own. */
let campus: Campus
let office: Person
let colleague: Person
const officer = (index: number) => campus.person(campus.demo.office[index]?.openid ?? '')

beforeAll(async () => {
  campus = await openCampus()
  ;[office, colleague] = [officer(0), officer(1)]
})
afterAll(() => campus.close())

const bound = () => campus.demo.staff.find(({ openid, unitId }) => openid !== null && unitId === 'literature')
const save = (more: Partial<Input<'duty.save'>>): Input<'duty.save'> => ({
  ...{ role: 'guard', staffId: bound()?.id ?? '', accountId: null, gateIds: ['yucai-west'], campusIds: [] },
  ...more,
})

it('somebody of the directory becomes a guard, gets another gate, and is one no more', async () => {
  const openid = bound()?.openid ?? ''
  const gates = async () => (await campus.person(openid).get('me', {})).guard?.gates.map(({ id }) => id)
  expect(await office.get('duty.save', save({}))).toEqual({ accountId: openid })
  expect(await gates()).toEqual(['yucai-west'])
  await office.get('duty.save', save({ staffId: null, accountId: openid, gateIds: ['yanshan-east'] }))
  expect(await gates()).toEqual(['yanshan-east'])
  const { rows } = await office.get('duty.list', { role: 'guard' })
  expect(rows.find(({ accountId }) => accountId === openid)).toMatchObject({
    ...{ name: bound()?.name, gateIds: ['yanshan-east'] },
  })
  await office.get('duty.end', { role: 'guard', accountId: openid })
  expect(await gates()).toBeUndefined()
  expect(await office.outcome('duty.end', { role: 'guard', accountId: openid })).toBe('NOT_FOUND')
})

it.each([
  ['a row that nobody is bound to', () => save({ staffId: unbound() }), 'STAFF_UNBOUND'],
  ['nobody of the directory', () => save({ staffId: 'nobody' }), 'STAFF_NOT_FOUND'],
  ['no gate that there is', () => save({ gateIds: ['nowhere'] }), 'GATES_REQUIRED'],
  ['no campus that there is', () => save({ role: 'desk', campusIds: ['nowhere'] }), 'CAMPUS_REQUIRED'],
  ['an account that there isn’t', () => save({ staffId: null, accountId: 'nobody' }), 'NOT_FOUND'],
  ['neither of both', () => save({ staffId: null }), 'BAD_REQUEST'],
  [
    'the own account',
    () => save({ staffId: null, accountId: campus.demo.office[0]?.openid ?? '' }),
    'OWN_REQUEST',
  ],
])('%s: refused', async (_what, input, code) => expect(await office.outcome('duty.save', input())).toBe(code))
const unbound = () => campus.demo.staff.find(({ openid }) => openid === null)?.id ?? ''

it('nobody ends their own account; of two who end each other at once, one is left', async () => {
  const [one, other] = campus.demo.office.map(({ openid }) => openid)
  const end = (by: Person, accountId = '') => by.outcome('duty.end', { role: 'office', accountId })
  expect(await end(office, one)).toBe('OWN_REQUEST')
  const outcomes = await Promise.all([end(office, other), end(colleague, one)])
  expect(outcomes.filter((each) => each === 'ok')).toHaveLength(1)
  const left = outcomes[0] === 'ok' ? office : colleague
  expect((await left.get('duty.list', { role: 'office' })).rows).toHaveLength(campus.demo.office.length - 1)
  office = left
})

it('the directory is searched by name, id and number, with the roles that rest on a row', async () => {
  const openid = approversOf(campus, 'computing')[0]
  const staff = campus.demo.staff.find((each) => each.openid === openid)
  for (const text of [staff?.name ?? '', staff?.id ?? '', staff?.mobile ?? '']) {
    const { rows } = await office.get('staff.find', { text })
    expect(rows.find(({ id }) => id === staff?.id)).toMatchObject({ bound: true, roles: ['approver'] })
    expect(JSON.stringify(rows)).not.toContain(staff?.mobile)
  }
  expect((await office.get('staff.find', { text: '查无此人' })).rows).toEqual([])
})

it('a number finds its row however it is typed', async () => {
  const { id = '', mobile = '' } = campus.demo.staff[0] ?? {}
  const full = (text: string): string =>
    text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
  const grouped = (by: string): string => [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)].join(by)
  const typed = [
    ...[
      mobile,
      grouped(' '),
      grouped('-'),
      `+86${mobile}`,
      `+86 ${grouped(' ')}`,
      `0086${mobile}`,
      full(mobile),
    ],
    ...[id, ` ${id} `, id.toUpperCase(), id.toLowerCase(), full(id), full(id.toUpperCase()), `${id}\u200b`],
  ]
  for (const text of typed)
    expect(
      (await office.get('staff.find', { text })).rows.map((row) => row.id),
      text,
    ).toEqual([id])
})

it('who was taken in anew under a third number is found by the phone, and binds', async () => {
  const phone = '19912345670'
  const row = { name: '王小明', unitId: 'computing', phone, pinyin: 'wang xiao ming' }
  for (const staffId of ['back-1', 'back-2', 'back-3']) {
    await office.get('staff.save', { ...row, staffId, active: true })
    if (staffId !== 'back-3') await office.get('staff.save', { ...row, staffId, active: false })
  }
  expect((await office.get('staff.find', { text: phone })).rows.map(({ id }) => id)).toEqual(['back-3'])
  const bound = await campus.person('back-again').ask('staff.bind', { code: campus.cloud.phoneCode(phone) })
  expect(bound).toMatchObject({ ok: true, data: { name: '王小明' } })
})

it('a row is changed without its number, which stays', async () => {
  const staff = campus.demo.staff.find(({ openid }) => openid !== null)
  const row = {
    staffId: staff?.id ?? '',
    name: staff?.name ?? '',
    unitId: 'computing',
    pinyin: '',
    active: true,
  }
  await office.get('staff.save', { ...row, phone: null })
  const [found] = (await office.get('staff.find', { text: staff?.mobile ?? '' })).rows
  expect(found).toMatchObject({ id: row.staffId, unitId: 'computing', bound: true })
  expect(await office.outcome('staff.save', { ...row, staffId: 'newcomer', phone: null })).toBe(
    'PHONE_REQUIRED',
  )
})

it('a guard, a desk and an approver don’t see who else is what', async () => {
  for (const openid of [
    guardOf(campus, 'yucai-west'),
    campus.demo.desks[0]?.openid,
    approversOf(campus, 'computing')[0],
  ])
    expect(await campus.person(openid ?? '').outcome('duty.list', { role: 'office' })).toBe('NOT_ALLOWED')
})
