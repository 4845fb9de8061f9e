import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Output } from '../../contract'
import type { ApproverAccount } from '../../cloudfunctions/stores/accounts'
import type { Staff } from '../../cloudfunctions/stores/staff'
import { cast } from '../../local/demo'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { handIn } from './uploads'
import { approversOf, book, hostIn } from './visitors'
import { withSentence } from './sentences'

let campus: Campus
let office: Person

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const member = (id: string) => {
  const found = cast.find((each) => each.id === id)
  if (found === undefined) throw new RangeError(`nobody called ${id}`)
  return found
}
/** Staff of the directory whom nobody has bound yet, by their place among those. */
const unbound = (at: number) => {
  const staff = campus.demo.staff.filter(({ openid }) => openid === null)[at + 20]
  if (staff === undefined) throw new RangeError('everybody is bound')
  return staff
}
const bind = (openid: string, mobile: string) =>
  campus.person(openid).ask('staff.bind', { code: campus.cloud.phoneCode(mobile) })
const outcomeOf = async (reply: ReturnType<typeof bind>) => {
  const answer = await reply
  return answer.ok ? 'ok' : answer.code
}
/** What somebody asks for who has just sent the stamped form. */
const asking = async (by: Person, unitId: string) => ({
  ...{ unitId, reason: '负责访客审批', leaderName: '欧阳志远' },
  form: await handIn(by, 'accountForm'),
})

describe('staff bind by the phone number that the platform resolves', () => {
  it('known by name and unit from then on, and once bound, bound again to the same', async () => {
    const { id, name, unitName, mobile } = unbound(0)
    expect(await bind('binder-1', mobile)).toMatchObject({ ok: true, data: { name, unitName } })
    expect(await campus.person('binder-1').get('me', {})).toMatchObject({
      staffId: id,
      staffName: name,
      staffUnit: unitName,
    })
    expect((await campus.stored<Staff>('staff', id))?.openid).toBe('binder-1')
    expect(await outcomeOf(bind('binder-1', mobile))).toBe('ok')
  })

  it('a number the directory doesn’t know, a code made up or used', async () => {
    expect(await outcomeOf(bind('binder-2', '19912345678'))).toBe('STAFF_NOT_FOUND')
    expect(await campus.person('binder-2').outcome('staff.bind', { code: 'made-up' })).toBe('PHONE_CODE')
    const code = campus.cloud.phoneCode(unbound(1).mobile)
    expect(await campus.person('binder-2').outcome('staff.bind', { code })).toBe('ok')
    expect(await campus.person('binder-3').outcome('staff.bind', { code })).toBe('PHONE_CODE')
  })

  it('one staff member, one openid', async () => {
    const { mobile } = unbound(2)
    await bind('binder-4', mobile)
    expect(await outcomeOf(bind('binder-5', mobile))).toBe('STAFF_BOUND')
  })

  it('one openid, one staff member, also for those the directory bound', async () => {
    expect(await bind('binder-4', unbound(3).mobile)).toMatchObject({ code: 'STAFF_ALREADY' })
    const host = member('host-qin')
    expect(withSentence(await bind(host.openid, unbound(3).mobile))).toMatchObject({
      code: 'STAFF_ALREADY',
      sentence: '您的微信已绑定覃海燕，如有误请联系保卫处',
    })
  })

  it('many at once for one staff member: exactly one is bound', async () => {
    const { id, mobile } = unbound(4)
    const rivals = ['rival-1', 'rival-2', 'rival-3', 'rival-4']
    const codes = await Promise.all(rivals.map((rival) => outcomeOf(bind(rival, mobile))))
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(codes.filter((code) => code === 'STAFF_BOUND')).toHaveLength(3)
    expect((await campus.stored<Staff>('staff', id))?.openid).toBe(rivals[codes.indexOf('ok')])
  })

  it('one openid at once for two staff members: exactly one', async () => {
    const codes = await Promise.all([5, 6].map((at) => outcomeOf(bind('greedy', unbound(at).mobile))))
    expect(codes.sort()).toEqual(['STAFF_ALREADY', 'ok'])
  })
})

describe('an approver account is asked for with the stamped form', () => {
  const asker = () => campus.person(member('host-qin').openid)

  test.each([
    ['no reason', { reason: ' ' }, 'ACCOUNT_REASON_REQUIRED'],
    ['no leader', { leaderName: '' }, 'LEADER_REQUIRED'],
    ['no such unit', { unitId: 'nowhere' }, 'UNIT_REQUIRED'],
    ['no photo', { form: '' }, 'BAD_REQUEST'],
    ['a photo from elsewhere', { form: 'https://example.org/a.jpg' }, 'BAD_REQUEST'],
  ])('%s', async (_, changes, code) => {
    expect(
      await asker().outcome('account.ask', { ...(await asking(asker(), 'computing')), ...changes }),
    ).toBe(code)
  })

  it('refused with a reason, asked again, granted: approves from then on', async () => {
    const { requestId } = await asker().get('account.ask', await asking(asker(), 'computing'))
    expect(await asker().outcome('account.ask', await asking(asker(), 'literature'))).toBe('ACCOUNT_ASKED')
    const listed = await office.get('account.requests', { state: 'open', cursor: null })
    expect(listed.rows).toMatchObject([{ id: requestId, name: '覃海燕', unitName: '计算机学院' }])

    const answer = { accountRequestId: requestId, accept: false, reason: '' }
    expect(await office.outcome('account.answer', answer)).toBe('ACCOUNT_REASON_REQUIRED')
    await office.get('account.answer', { ...answer, reason: '没有盖章' })
    expect((await asker().get('account.asked', {})).request).toMatchObject({
      state: 'refused',
      answer: '没有盖章',
    })
    expect(await office.outcome('account.answer', { ...answer, accept: true })).toBe('ACCOUNT_ANSWERED')

    await asker().get('account.ask', await asking(asker(), 'computing'))
    await office.get('account.answer', { ...answer, accept: true })
    const { visitId } = await book(campus, 301)
    expect(await asker().outcome('approval.approve', { visitId })).toBe('ok')
    expect(await asker().outcome('account.ask', await asking(asker(), 'computing'))).toBe('ACCOUNT_EXISTS')
  })

  it('another unit is added to the account there is', async () => {
    const { requestId } = await asker().get('account.ask', await asking(asker(), 'library'))
    await office.get('account.answer', { accountRequestId: requestId, accept: true, reason: '' })
    const units = (await asker().get('me', {})).approver?.units.map(({ id }) => id)
    expect(units).toEqual(['computing', 'library'])
  })

  it('two of the office at once: one answer counts', async () => {
    const { openid } = member('approver-lu')
    const { requestId } = await campus
      .person(openid)
      .get('account.ask', await asking(campus.person(openid), 'music'))
    const other = campus.person(campus.demo.office[1]?.openid ?? '')
    const codes = await Promise.all([
      office.outcome('account.answer', { accountRequestId: requestId, accept: true, reason: '' }),
      other.outcome('account.answer', { accountRequestId: requestId, accept: false, reason: '没有盖章' }),
    ])
    expect(codes.sort()).toEqual(['ACCOUNT_ANSWERED', 'ok'])
  })
})

describe('frozen and removed', () => {
  it('a frozen approver looks, and every decision is refused with the reason and the date', async () => {
    const [accountId] = approversOf(campus, 'law') as [string]
    const approver = campus.person(accountId)
    const { visitId } = await book(campus, 310, { hostId: hostIn(campus, 'law') })
    const again = await book(campus, 311, { hostId: hostIn(campus, 'law') })
    await approver.get('approval.approve', { visitId: again.visitId })
    await office.get('account.freeze', { accountId, reason: '借调' })

    expect((await approver.get('approval.list', { list: 'pending', cursor: null })).rows).toMatchObject([
      { id: visitId },
    ])
    const frozen = {
      code: 'FROZEN',
      sentence: '您的审批账号已于2026年5月23日被冻结（借调），如有疑问请联系保卫处',
    }
    expect(withSentence(await approver.ask('approval.approve', { visitId }))).toMatchObject(frozen)
    expect(withSentence(await approver.ask('approval.return', { visitId, reason: '改期' }))).toMatchObject(
      frozen,
    )
    const revoked = { visitId: again.visitId, reason: '取消' }
    expect(withSentence(await approver.ask('approval.revoke', revoked))).toMatchObject(frozen)
    expect(withSentence(await approver.ask('deputy.set', null))).toMatchObject(frozen)

    await office.get('account.unfreeze', { accountId })
    expect(await approver.outcome('approval.approve', { visitId })).toBe('ok')
  })

  it('removed, is no approver any more; the account can be asked for anew', async () => {
    const [accountId] = approversOf(campus, 'design') as [string]
    const approver = campus.person(accountId)
    expect(await office.outcome('account.remove', { accountId, reason: '' })).toBe('ACCOUNT_REASON_REQUIRED')
    await office.get('account.remove', { accountId, reason: '离职' })
    expect(await approver.outcome('approval.list', { list: 'pending', cursor: null })).toBe('NOT_ALLOWED')
    expect(await office.outcome('account.freeze', { accountId, reason: '补' })).toBe('ACCOUNT_CHANGED')
    const { rows } = await office.get('account.list', { cursor: null })
    expect(rows.map(({ id }) => id)).not.toContain(accountId)
    const removed = (await office.get('account.list', { cursor: null, removed: true })).rows
    const name = campus.demo.office[0]?.name
    expect(removed.find(({ id }) => id === accountId)?.history.slice(-1)).toEqual([
      { at: NOW, action: 'removed', byName: name, reason: '离职' },
    ])

    const { requestId } = await approver.get('account.ask', await asking(approver, 'design'))
    await office.get('account.answer', { accountRequestId: requestId, accept: true, reason: '' })
    expect((await approver.get('me', {})).approver?.units).toMatchObject([{ id: 'design' }])
    const asked = async () => (await approver.get('account.asked', {})).request
    expect(await asked()).toMatchObject({ state: 'accepted', unitId: 'design' })
    await office.get('account.remove', { accountId, reason: '离职' })
    expect(await asked()).toBeNull()
  })

  it('accounts are found by part of the name or of a unit’s, in the order of the list', async () => {
    const find = async (text: string) => (await office.get('account.list', { cursor: null, text })).rows
    const someone = campus.demo.approvers.find(({ unitIds }) => unitIds.includes('computing'))
    const name = someone?.name ?? ''
    expect((await find(name)).map((row) => row.name)).toContain(name)
    expect((await find(` ${name.slice(1)}\u3000`)).map((row) => row.name)).toContain(name)
    const ofUnit = await find('计算机')
    expect(ofUnit.length).toBeGreaterThan(0)
    for (const { units } of ofUnit) expect(units.map((unit) => unit.name).join()).toContain('计算机')
    const places = await Promise.all(
      ofUnit.map(
        async ({ id }) => (await campus.stored<ApproverAccount>('accounts', `approver:${id}`))?.sort,
      ),
    )
    expect(places).toEqual([...places].sort())
    expect(await find('没有这个人')).toEqual([])
  })

  it('a search goes on over many accounts, page after page', async () => {
    const crowd = Array.from({ length: 210 }, (_, index) => index)
    const life = { role: 'approver', unitIds: ['art'], frozen: null, history: [], rev: 0 }
    const put = (at: number, removed: boolean) =>
      campus.put('accounts', {
        ...{ ...life, _id: `approver:crowd-${at}`, openid: `crowd-${at}`, removed, active: !removed },
        ...{ name: at === 209 ? '末位' : '阿', sort: `阿${String(at).padStart(3, '0')}` },
      })
    for (const at of crowd) await put(at, false)
    const found = []
    let cursor: string | null = null
    do {
      const page: Output<'account.list'> = await office.get('account.list', { cursor, text: '末位' })
      found.push(...page.rows)
      cursor = page.next
    } while (cursor !== null)
    expect(found.map(({ id }) => id)).toEqual(['crowd-209'])
    for (const at of crowd) await put(at, true)
  })

  it('freezing and deciding at the same moment: what was decided was decided before the freeze', async () => {
    const [accountId] = approversOf(campus, 'physics') as [string]
    const { visitId } = await book(campus, 312, { hostId: hostIn(campus, 'physics') })
    const [froze, approved] = await Promise.all([
      office.outcome('account.freeze', { accountId, reason: '借调' }),
      campus.person(accountId).outcome('approval.approve', { visitId }),
    ])
    expect(froze).toBe('ok')
    expect(['ok', 'FROZEN']).toContain(approved)
  })

  it('an account that isn’t there', async () => {
    expect(await office.outcome('account.freeze', { accountId: 'nobody', reason: '无' })).toBe('NOT_FOUND')
  })
})

describe('a deputy decides on the named days only', () => {
  const approver = () => campus.person(approversOf(campus, 'mathematics')[0] as string)
  const colleague = () => {
    const staff = campus.demo.staff.find(({ unitId, openid }) => unitId === 'mathematics' && openid === null)
    if (staff === undefined) throw new RangeError('nobody left in mathematics')
    return staff
  }
  const noon = (offset: number) => startOfDay(addDays(TODAY, offset)) + 12 * 3_600_000
  const bookOn = (number: number) =>
    book(campus, number, {
      hostId: hostIn(campus, 'mathematics'),
      firstDay: addDays(TODAY, 5),
      lastDay: addDays(TODAY, 5),
    })

  it('is a bound colleague of the unit, not oneself, for at most 60 days', async () => {
    const { id, mobile } = colleague()
    const days = { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 2) }
    const name = (staffId: string) => approver().outcome('deputy.set', { staffId, ...days })
    expect(await name(id)).toBe('DEPUTY_UNFIT')
    expect(await name(hostIn(campus, 'literature'))).toBe('DEPUTY_UNFIT')
    expect(await name('s99999')).toBe('DEPUTY_UNFIT')
    await bind('deputy-1', mobile)
    const long = { staffId: id, firstDay: TODAY, lastDay: addDays(TODAY, 60) }
    expect(await approver().outcome('deputy.set', long)).toBe('DEPUTY_DAYS')
    expect(await name(id)).toBe('ok')
    expect((await approver().get('deputy.get', {})).deputy).toMatchObject(days)
  })

  test.each([
    [0, 'NOT_ALLOWED'],
    [1, 'ok'],
    [2, 'ok'],
    [3, 'NOT_ALLOWED'],
  ])('%i days from today: %s', async (offset, code) => {
    const { visitId } = await bookOn(320 + offset)
    campus.clock.now = noon(offset)
    expect(await campus.person('deputy-1').outcome('approval.approve', { visitId })).toBe(code)
  })

  it('ended early, not any more', async () => {
    const { visitId } = await bookOn(330)
    campus.clock.now = noon(1)
    await approver().get('deputy.set', null)
    expect(await campus.person('deputy-1').outcome('approval.approve', { visitId })).toBe('NOT_ALLOWED')
    expect((await approver().get('deputy.get', {})).deputy).toBeNull()
  })
})

it('one person with several roles has all of it without switching accounts', async () => {
  const { openid } = campus.demo.office[0] ?? { openid: '' }
  const { requestId } = await office.get('account.ask', await asking(office, 'security'))
  const other = campus.person(campus.demo.office[1]?.openid ?? '')
  await other.get('account.answer', { accountRequestId: requestId, accept: true, reason: '' })
  await campus.put('accounts', {
    _id: `guard:${openid}`,
    openid,
    role: 'guard',
    name: '秦立新',
    active: true,
    rev: 0,
    gateIds: ['yucai-west'],
  })
  expect(await office.get('me', {})).toMatchObject({
    staffName: '秦立新',
    approver: { units: [{ id: 'security' }] },
    guard: { gates: [{ id: 'yucai-west' }] },
    office: {},
    desk: null,
  })
})
