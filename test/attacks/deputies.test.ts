import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { ApproverAccount, DeputyAccount } from '../../cloudfunctions/stores/accounts'
import { addDays } from '../../miniprogram/domain/values/days'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { signedIn } from '../functions/console'
import { handIn } from '../functions/uploads'
import { approversOf, book, hostIn } from '../functions/visitors'

/** Somebody tries to decide as a deputy although they may not, or for a unit that isn't theirs (spec 1, 3). */
let campus: Campus
let office: Person
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())

const days = { firstDay: TODAY, lastDay: addDays(TODAY, 3) }
const approver = (unitId: string, at = 0) => campus.person(approversOf(campus, unitId)[at] as string)
const rowOf = (openid: string | null) => {
  const row = campus.demo.staff.find((staff) => staff.openid === openid)
  if (row === undefined) throw new RangeError(`${openid} is not in the directory`)
  return row
}
/** A member of the unit who isn't an approver, bound to a WeChat of their own. */
async function colleague(unitId: string) {
  const row = campus.demo.staff.filter((staff) => staff.unitId === unitId && staff.openid === null)[
    numbers++ % 3
  ]
  if (row === undefined) throw new RangeError(`nobody left in ${unitId}`)
  const person = campus.person(`colleague-${row.id}`)
  await person.get('staff.bind', { code: campus.cloud.phoneCode(row.mobile) })
  return { person, row }
}
const pending = async (unitId: string) =>
  (await book(campus, 800 + ++numbers, { hostId: hostIn(campus, unitId) })).visitId
const decides = async (person: Person, unitId: string) =>
  person.outcome('approval.approve', { visitId: await pending(unitId) })
const grant = (openid: string | null, unitId: string) =>
  campus.put('accounts', {
    ...{ _id: `approver:${openid}`, openid, role: 'approver', name: '审批人', unitIds: [unitId], rev: 0 },
    ...{ active: true, removed: false, frozen: null, history: [], sort: `审批人:${openid}` },
  })

test.each(['account.freeze', 'account.remove'] as const)(
  'an approver after %s doesn’t go on as a colleague’s deputy, and can’t be named again',
  async (action) => {
    const unitId = action === 'account.freeze' ? 'physics' : 'chemistry'
    const { person, row } = await colleague(unitId)
    await grant(person.openid, unitId)
    await approver(unitId).get('deputy.set', { staffId: row.id, ...days })
    await office.get(action, { accountId: person.openid ?? '', reason: '停用' })
    expect(await decides(person, unitId)).toBe(action === 'account.freeze' ? 'FROZEN' : 'NOT_ALLOWED')
    expect(await approver(unitId).outcome('deputy.set', { staffId: row.id, ...days })).toBe('DEPUTY_UNFIT')
    expect((await approver(unitId).get('deputy.get', {})).deputy).toBeNull()
  },
)

describe('a deputy', () => {
  it('gets no unit of the approver’s that isn’t theirs', async () => {
    const principal = approver('biology')
    await campus.put('accounts', { _id: `approver:${principal.openid}`, unitIds: ['biology', 'law'] })
    const { person, row } = await colleague('biology')
    await principal.get('deputy.set', { staffId: row.id, ...days })
    expect(await decides(person, 'biology')).toBe('ok')
    expect(await decides(person, 'law')).toBe('NOT_FOUND')
    expect((await person.get('me', {})).approver?.units.map(({ id }) => id)).toEqual(['biology'])
  })

  it('stands in for all who named them: a second naming ends no first, one ended leaves the other', async () => {
    const [first, second] = [approver('mathematics'), approver('mathematics', 1)]
    const { person, row } = await colleague('mathematics')
    if (second.openid === first.openid) throw new RangeError('one approver only')
    await first.get('deputy.set', { staffId: row.id, ...days })
    await second.get('deputy.set', { staffId: row.id, firstDay: TODAY, lastDay: TODAY })
    for (const each of [first, second]) expect((await each.get('deputy.get', {})).deputy).not.toBeNull()
    await second.get('deputy.set', null)
    expect((await first.get('deputy.get', {})).deputy).toMatchObject(days)
    expect(await decides(person, 'mathematics')).toBe('ok')
    await first.get('deputy.set', null)
    expect(await decides(person, 'mathematics')).toBe('NOT_ALLOWED')
  })

  it('who moves to another unit decides for the one they left no more', async () => {
    const { person, row } = await colleague('music')
    await approver('music').get('deputy.set', { staffId: row.id, ...days })
    const { id: staffId, name, mobile: phone } = row
    await office.get('staff.save', { staffId, name, phone, unitId: 'design', pinyin: 'a', active: true })
    expect(await decides(person, 'music')).toBe('NOT_ALLOWED')
  })

  it('unbound while being named: never a deputy behind it', async () => {
    const { person, row } = await colleague('languages')
    await Promise.all([
      approver('languages').outcome('deputy.set', { staffId: row.id, ...days }),
      office.outcome('staff.unbind', { staffId: row.id }),
    ])
    expect(await decides(person, 'languages')).toBe('NOT_ALLOWED')
    const account = await campus.stored<DeputyAccount>('accounts', `deputy:${person.openid}`)
    expect(account?.namings ?? []).toEqual([])
  })
})

describe('who is frozen while a deputy is named', () => {
  /** Their call that began before the freeze, and writes afterwards. */
  const naming = async (principal: Person, staffId: string) => {
    const { wechatCaller } = await import('../../cloudfunctions/dispatch/callers')
    const { setDeputy } = await import('../../cloudfunctions/usecases/account/set-deputy')
    const key = { action: 'deputy.set', requestId: randomUUID(), content: '' } as const
    const caller = await wechatCaller(principal.openid, key, campus.clock.now)
    return () => setDeputy(caller, { staffId, ...days })
  }

  it('has nobody to stand in for them', async () => {
    const principal = approver('education')
    const { person, row } = await colleague('education')
    const named = await naming(principal, row.id)
    await office.get('account.freeze', { accountId: principal.openid ?? '', reason: '调查' })
    await expect(named()).rejects.toThrow('FROZEN')
    expect(await decides(person, 'education')).toBe('NOT_ALLOWED')
  })

  it('and stands in for nobody: both write the account of who is named', async () => {
    const { person, row } = await colleague('history')
    await grant(person.openid, 'history')
    const revOf = async () =>
      (await campus.stored<ApproverAccount>('accounts', `approver:${person.openid}`))?.rev ?? 0
    const before = await revOf()
    await (
      await naming(approver('history'), row.id)
    )()
    expect(await revOf()).toBeGreaterThan(before)
  })
})

describe('an approver account', () => {
  const asking = async (by: Person, unitId: string) => ({
    ...{ unitId, reason: '负责审批', leaderName: '欧阳志远' },
    form: await handIn(by, 'accountForm'),
  })

  it('isn’t opened for somebody who left since they asked', async () => {
    const { person, row } = await colleague('mathematics')
    const { requestId: accountRequestId } = await person.get(
      'account.ask',
      await asking(person, 'mathematics'),
    )
    await office.get('staff.unbind', { staffId: row.id })
    const accept = { accountRequestId, accept: true, reason: '' }
    expect(await office.outcome('account.answer', accept)).toBe('ACCOUNT_LEFT')
    expect(await decides(person, 'mathematics')).toBe('NOT_ALLOWED')
  })

  it('isn’t given or given back by the one it is for', async () => {
    expect(rowOf(office.openid)).toBeDefined()
    const { requestId: accountRequestId } = await office.get('account.ask', await asking(office, 'security'))
    for (const accept of [true, false])
      expect(await office.outcome('account.answer', { accountRequestId, accept, reason: '好' })).toBe(
        'OWN_REQUEST',
      )
    const other = campus.person(campus.demo.office[1]?.openid ?? '')
    const accountId = office.openid ?? ''
    await other.get('account.answer', { accountRequestId, accept: true, reason: '' })
    await other.get('account.freeze', { accountId, reason: '核查' })
    expect(await office.outcome('account.unfreeze', { accountId })).toBe('OWN_REQUEST')
    expect(await other.outcome('account.unfreeze', { accountId })).toBe('ok')
  })

  it('isn’t given by who imports it for themself, with the others of the file', async () => {
    const { person, row } = await colleague('sports')
    const importer = campus.person(campus.demo.office[1]?.openid ?? '')
    const own = rowOf(importer.openid)
    const rows = [own, row].map(({ id, name }, index) => ({
      ...{ row: index + 2, cells: [id, name, row.unitName], seen: '', looked: false },
    }))
    const computer = await signedIn(campus, importer)
    expect(await computer.get('import.write', { table: 'approvers', rows, leavers: [] })).toEqual({
      refused: [{ row: 2, id: own.id, code: 'OWN_REQUEST', about: '' }],
    })
    expect(await decides(importer, 'sports')).toBe('NOT_ALLOWED')
    expect(await decides(person, 'sports')).toBe('ok')
  })
})
