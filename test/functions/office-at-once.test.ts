import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Input } from '../../contract'
import type { DutyRole } from '../../miniprogram/domain/account/accounts'
import { openCampus, type Campus, type Person } from './campus'
import { walkInQuota } from './walk-ins'

/** Two of the office work at once: nobody puts back, unseen, what a colleague has just changed (spec, Settings). */
let campus: Campus
let office: Person
let colleague: Person
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  ;[office, colleague] = [0, 1].map((index) => campus.person(campus.demo.office[index]?.openid ?? '')) as [
    Person,
    Person,
  ]
})
afterAll(() => campus.close())

type Saving = 'gate.save' | 'device.save' | 'duty.save' | 'staff.save' | 'walkIn.saveQuota'
interface Kept<A extends Saving = Saving> {
  /** Made anew, and what a page then has of it. */
  make: () => Promise<Input<A>>
  /** What a page has of it now. */
  look: (like: Input<A>) => Promise<Input<A>>
  /** Two ways to change it. */
  one: (seen: Input<A>) => Input<A>
  other: (seen: Input<A>) => Input<A>
}

const gateOf = async (id: string): Promise<Input<'gate.save'>> => {
  const { gates } = await office.get('gate.list', {})
  const {
    id: gateId,
    campusName: _,
    ...gate
  } = gates.find((each) => each.id === id) as (typeof gates)[number]
  return { gateId, ...gate }
}
const deviceRow = async (id: string) => {
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof devices>> = await devices(cursor)
    const found = page.rows.find((each) => each.id === id)
    if (found !== undefined || page.next === null) return found as NonNullable<typeof found>
    cursor = page.next
  }
}
const devices = (cursor: string | null) => office.get('device.list', { cursor })
const deviceOf = async (id: string): Promise<Input<'device.save'>> => {
  const { name, gateId, kind, direction, mayOverride, unsigned, addresses, seen } = await deviceRow(id)
  const traits = { name, gateId, kind, direction, mayOverride, unsigned, addresses, seen }
  return { deviceId: id, ...traits, renewSecret: false }
}
const dutyOf = async (role: DutyRole, accountId: string): Promise<Input<'duty.save'>> => {
  const { rows } = await office.get('duty.list', { role })
  const { gateIds, campusIds, seen } = rows.find(
    (each) => each.accountId === accountId,
  ) as (typeof rows)[number]
  return { role, staffId: null, accountId, gateIds, campusIds, seen }
}
const staffOf = async (staffId: string): Promise<Input<'staff.save'>> => {
  const { rows } = await office.get('staff.find', { text: staffId })
  const { name, unitId, active, seen } = rows[0] as (typeof rows)[number]
  return { staffId, name, unitId, active, seen, phone: null, pinyin: '' }
}
const quotaOf = async (gateId: string): Promise<Input<'walkIn.saveQuota'>> => {
  const { rows } = await office.get('walkIn.quotas', {})
  const { quota, seen } = rows.find((each) => each.gateId === gateId) as (typeof rows)[number]
  return { gateId, quota, seen }
}
const bound = () =>
  campus.demo.staff.filter(({ openid, unitId }) => openid !== null && unitId === 'literature')[0]

const KEPT: { [A in Saving]: Kept<A> } = {
  'gate.save': {
    make: async () => {
      const gateId = `gate-at-once-${++numbers}`
      const traits = { pedestrian: true, vehicleBarrier: false, privateVehicles: 'none' as const }
      await office.get('gate.save', {
        ...{ gateId, name: '新门', campusId: 'yanshan', ...traits, active: true, order: 90, seen: '' },
      })
      return gateOf(gateId)
    },
    look: ({ gateId }) => gateOf(gateId),
    one: (gate) => ({ ...gate, active: false }),
    other: (gate) => ({ ...gate, name: '改名门' }),
  },
  'device.save': {
    make: async () => {
      const deviceId = `device-at-once-${++numbers}`
      await office.get('device.save', {
        ...{ deviceId, name: '东门', gateId: 'yanshan-east', kind: 'controller', direction: 'both' },
        ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false, seen: '' },
      })
      return deviceOf(deviceId)
    },
    look: ({ deviceId }) => deviceOf(deviceId),
    one: (device) => ({ ...device, mayOverride: true }),
    other: (device) => ({ ...device, name: '东门内' }),
  },
  'duty.save': {
    make: async () => {
      const { id = '', openid } = bound() ?? {}
      await office.outcome('duty.end', { role: 'guard', accountId: openid ?? '' })
      const gateIds = ['yucai-west']
      await office.get('duty.save', {
        ...{ role: 'guard', staffId: id, accountId: null, gateIds, campusIds: [], seen: '' },
      })
      return dutyOf('guard', openid ?? '')
    },
    look: ({ role, accountId }) => dutyOf(role, accountId ?? ''),
    one: (duty) => ({ ...duty, gateIds: ['yanshan-east'] }),
    other: (duty) => ({ ...duty, gateIds: ['yanshan-west'] }),
  },
  'staff.save': {
    make: async () => {
      const staffId = `staff-at-once-${++numbers}`
      const phone = `1992224${String(numbers).padStart(4, '0')}`
      const row = { name: '韦晓', unitId: 'music', pinyin: 'wei xiao', active: true, seen: '' }
      await office.get('staff.save', { staffId, phone, ...row })
      return staffOf(staffId)
    },
    look: ({ staffId }) => staffOf(staffId),
    one: (staff) => ({ ...staff, active: false }),
    other: (staff) => ({ ...staff, unitId: 'design' }),
  },
  'walkIn.saveQuota': {
    make: () => quotaOf('yanshan-east'),
    look: ({ gateId }) => quotaOf(gateId),
    one: (seen) => ({ ...seen, quota: { ...walkInQuota({}), open: false } }),
    other: (seen) => ({ ...seen, quota: walkInQuota({ perDay: 33 + ++numbers }) }),
  },
}

it.each(Object.keys(KEPT) as Saving[])(
  '%s: the later one is told, and saving again is then meant',
  async (action) => {
    const { make, look, one, other } = KEPT[action] as Kept
    const seen = await make()
    expect(seen.seen).toMatch(/^[\w-]{16}$/)
    expect(await colleague.outcome(action, one(seen))).toBe('ok')
    const stands = await look(seen)
    expect(stands).toMatchObject({ ...one(seen), seen: stands.seen })
    expect(await office.outcome(action, other(seen))).toBe('CHANGED_MEANWHILE')
    expect(await look(seen)).toEqual(stands)
    expect(await office.outcome(action, other(stands))).toBe('ok')
    // Who says nothing of what was seen means it as it stands; and a retry is answered as before.
    const requestId = randomUUID()
    const unsaid = { ...one(stands), seen: undefined }
    expect(await office.outcome(action, unsaid, requestId)).toBe('ok')
    expect(await office.outcome(action, unsaid, requestId)).toBe('ok')
  },
)

it.each(['gate.save', 'device.save', 'duty.save', 'staff.save'] as const)(
  '%s: what is added takes the place of nothing that is there already',
  async (action) => {
    const { make, look, one } = KEPT[action] as Kept
    const there = await make()
    const added = { ...one(there), seen: '' } as Input<typeof action>
    const asNew = 'accountId' in added ? { ...added, staffId: bound()?.id ?? '', accountId: null } : added
    expect(await colleague.outcome(action, asNew)).toBe('EXISTS_ALREADY')
    expect(await look(there)).toEqual(there)
  },
)

it('a device that a colleague has taken out of use stays so, whatever is saved of it; a new key puts it back', async () => {
  const device = await KEPT['device.save'].make()
  const { deviceId } = device
  const active = async () => (await deviceRow(deviceId)).active
  await colleague.get('device.disable', { deviceId })
  expect(await office.outcome('device.save', device)).toBe('CHANGED_MEANWHILE')
  await office.get('device.save', { ...device, name: '东门旧机', seen: undefined })
  expect(await active()).toBe(false)
  await office.get('device.save', { ...device, renewSecret: true, seen: undefined })
  expect(await active()).toBe(true)
})

it('an account that a colleague has ended doesn’t come back by a change of its gates; given anew, it does', async () => {
  const duty = await KEPT['duty.save'].make()
  const { role, accountId } = duty
  await colleague.get('duty.end', { role, accountId: accountId ?? '' })
  for (const seen of [duty.seen, undefined])
    expect(await office.outcome('duty.save', { ...duty, seen })).toBe('NOT_FOUND')
  const gates = async () => (await campus.person(accountId ?? '').get('me', {})).guard
  expect(await gates()).toBeNull()
  await office.get('duty.save', { ...duty, staffId: bound()?.id ?? '', accountId: null, seen: '' })
  expect(await gates()).not.toBeNull()
})
