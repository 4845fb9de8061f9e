import { afterAll, beforeAll, expect, it, test } from 'vitest'
import type { ApproverAccount, DeputyAccount } from '../../cloudfunctions/stores/accounts'
import type { Staff } from '../../cloudfunctions/stores/staff'
import { addDays } from '../../miniprogram/domain/values/days'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { browserAt, shownCode, signedIn } from './console'
import { approversOf, book, hostIn } from './visitors'

/** Whoever leaves the directory or is unbound loses every role that rests on it in the same moment (spec 1). */
let campus: Campus
let office: Person
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())

const rowOf = (openid: string) => {
  const row = campus.demo.staff.find((staff) => staff.openid === openid)
  if (row === undefined) throw new RangeError(`${openid} is not in the directory`)
  return row
}
const saved = (openid: string, changes: object) => {
  const { id, name, unitId, mobile } = rowOf(openid)
  const row = { staffId: id, name, unitId, phone: mobile, pinyin: 'xin', active: true, ...changes }
  return office.get('staff.save', row)
}
const days = { firstDay: TODAY, lastDay: addDays(TODAY, 3) }

const ENDS: readonly [string, string, (openid: string) => Promise<unknown>][] = [
  ['leaves', 'physics', (openid) => saved(openid, { active: false })],
  ['gets another number', 'chemistry', (openid) => saved(openid, { phone: '19911112222' })],
  ['is unbound', 'biology', (openid) => office.get('staff.unbind', { staffId: rowOf(openid).id })],
]

test.each(ENDS)('an approver who %s decides no more, nor does who stood in', async (_what, unitId, end) => {
  const openid = approversOf(campus, unitId)[0] as string
  const approver = campus.person(openid)
  const colleague = campus.demo.staff.find((staff) => staff.unitId === unitId && staff.openid === null)
  if (colleague === undefined) throw new RangeError(`nobody left in ${unitId}`)
  const deputy = campus.person(`deputy-${unitId}`)
  await deputy.get('staff.bind', { code: campus.cloud.phoneCode(colleague.mobile) })
  await approver.get('deputy.set', { staffId: colleague.id, ...days })
  const bookings = [1, 2].map(() => book(campus, 700 + ++numbers, { hostId: hostIn(campus, unitId) }))
  const [first, second] = await Promise.all(bookings)
  expect(await deputy.outcome('approval.approve', { visitId: first?.visitId ?? '' })).toBe('ok')

  await end(openid)
  for (const person of [approver, deputy])
    expect(await person.outcome('approval.approve', { visitId: second?.visitId ?? '' })).toBe('NOT_ALLOWED')
  const account = await campus.stored<ApproverAccount>('accounts', `approver:${openid}`)
  expect(account).toMatchObject({ removed: true, active: false })
  expect(account?.history.at(-1)).toMatchObject({ action: 'removed', byName: campus.demo.office[0]?.name })
  expect((await campus.stored<Staff>('staff', rowOf(openid).id))?.openid).toBeNull()
})

const used = new Set<string>()
const DUTIES: readonly [string, (openid: string) => Promise<unknown>][] = [
  ['leaves', ENDS[0]?.[2] as never],
  ['is unbound', ENDS[2]?.[2] as never],
]

test.each(DUTIES)(
  'a guard, a desk and one of the office who %s are none of them any more',
  async (_what, end) => {
    const staff = campus.demo.staff.find(
      ({ openid, unitId }) => openid !== null && unitId === 'literature' && !used.has(openid),
    )
    const openid = staff?.openid ?? ''
    used.add(openid)
    for (const role of ['guard', 'desk', 'office'] as const)
      await office.get('duty.save', {
        ...{ role, staffId: staff?.id ?? '', accountId: null, gateIds: ['yucai-west'], campusIds: ['yucai'] },
      })
    const [person, browser] = [campus.person(openid), await signedIn(campus, campus.person(openid))]
    expect(await browser.outcome('rules.get', {})).toBe('ok')
    await end(openid)
    expect(await browser.outcome('rules.get', {})).toBe('SIGNED_OUT')
    expect(await person.get('me', {})).toMatchObject({
      staffName: null,
      guard: null,
      desk: null,
      office: null,
    })
    const { code } = await shownCode(browserAt(campus))
    expect(await person.outcome('console.confirm', { code })).toBe('NOT_ALLOWED')
  },
)
it('a deputy who leaves stands in no more', async () => {
  const principal = campus.person(approversOf(campus, 'languages')[0] as string)
  const deputy = approversOf(campus, 'languages')[1] as string
  await principal.get('deputy.set', { staffId: rowOf(deputy).id, ...days })
  await saved(deputy, { active: false })
  const account = await campus.stored<DeputyAccount>('accounts', `deputy:${deputy}`)
  expect(account).toMatchObject({ active: false })
  expect((await principal.get('deputy.get', {})).deputy).toBeNull()
})

it('who only gets another name or unit keeps everything', async () => {
  const openid = approversOf(campus, 'economics')[0] as string
  await saved(openid, { name: '换了名', unitId: 'design' })
  expect(await campus.stored('accounts', `approver:${openid}`)).toMatchObject({
    removed: false,
    active: true,
  })
  expect((await campus.person(openid).get('me', {})).staffName).toBe('换了名')
})

it('nobody of the office leaves by themself, and the last one not at all', async () => {
  const [own, other] = [campus.demo.office[0]?.openid ?? '', campus.demo.office[1]?.openid ?? '']
  const rows = campus.demo.staff.filter(({ openid }) => openid === null).slice(0, 2)
  for (const [index, openid] of [own, other].entries())
    await campus.put('staff', { _id: rows[index]?.id ?? '', openid })
  const unbind = (by: Person, index: number) => by.outcome('staff.unbind', { staffId: rows[index]?.id ?? '' })
  expect(await unbind(office, 0)).toBe('OWN_REQUEST')
  expect(await campus.stored('accounts', `office:${own}`)).toMatchObject({ active: true })
  // Of two who take each other out at once, one stays.
  const outcomes = await Promise.all([unbind(office, 1), unbind(campus.person(other), 0)])
  expect(outcomes.filter((each) => each === 'ok')).toHaveLength(1)
  const left = outcomes[0] === 'ok' ? 0 : 1
  const { roleHolderOf, endRolesIn } = await import('../../cloudfunctions/usecases/account/end-roles')
  const { inTransaction } = await import('../../cloudfunctions/platform/database')
  const last = await roleHolderOf([own, other][left] ?? '')
  const by = { id: 'import', byName: '运维', reason: '离职', at: campus.clock.now }
  await expect(inTransaction((tx) => endRolesIn(tx, last, by))).rejects.toMatchObject({ code: 'LAST_OFFICE' })
})
