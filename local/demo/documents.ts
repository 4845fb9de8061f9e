import { lookupHash } from '../../cloudfunctions/platform/lookup-hash'
import { seal } from '../../cloudfunctions/platform/sealing'
import {
  accountId,
  type ApproverAccount,
  type DeskAccount,
  type GuardAccount,
  type OfficeAccount,
} from '../../cloudfunctions/stores/accounts'
import {
  storedGate,
  storedUnit,
  type Campus,
  type StoredGate,
  type StoredUnit,
} from '../../cloudfunctions/stores/campus'
import { termsOf } from '../../cloudfunctions/platform/search-terms'
import type { Settings } from '../../cloudfunctions/stores/settings'
import type { Binding, Staff } from '../../cloudfunctions/stores/staff'
import type { DemoApprover, DemoCampus, DemoDesk, DemoGuard, DemoOfficer, DemoStaff } from './campus'
import { nameReadings } from '../../cloudfunctions/platform/name-readings'
import { demoTemplates } from './templates'

/** The campus as the database holds it: collection → documents. */
export interface DemoDocuments {
  campuses: readonly Campus[]
  gates: readonly StoredGate[]
  units: readonly StoredUnit[]
  accounts: readonly (ApproverAccount | GuardAccount | DeskAccount | OfficeAccount)[]
  bindings: readonly Binding[]
  staff: readonly Staff[]
  settings: readonly (Pick<Settings, 'templates' | 'facePhoto'> & { _id: string })[]
}

/** 2026-01-05 09:00 in Shanghai: a fixed day, because the campus is the same every time. */
const ACCOUNTS_CREATED = 1_767_574_800_000

/** Phone numbers are sealed with the keys of the environment (cloudfunctions/platform/keys.ts). */
export function demoDocuments(campus: DemoCampus): DemoDocuments {
  const { newBooking, decision, auditHead } = demoTemplates
  return {
    campuses: campus.campuses,
    gates: campus.gates.map(storedGate),
    units: campus.units.map(storedUnit),
    accounts: [
      ...campus.approvers.map(approverAccount),
      ...campus.guards.map(guardAccount),
      ...campus.desks.map(deskAccount),
      ...campus.office.map(officeAccount),
    ],
    bindings: campus.staff.flatMap(({ id, openid }) =>
      openid === null ? [] : [{ _id: openid, staffId: id }],
    ),
    staff: campus.staff.map(staffDocument),
    settings: [
      {
        ...{ _id: 'rules', facePhoto: true },
        templates: { newBooking: newBooking.id, decision: decision.id, auditHead: auditHead.id },
      },
    ],
  }
}

function staffDocument({ id, name, unitId, unitName, mobile, openid }: DemoStaff): Staff {
  const readings = nameReadings(name)
  return {
    _id: id,
    name,
    unitId,
    openid,
    phone: seal(mobile, { collection: 'staff', record: id, field: 'phone' }),
    phoneHash: lookupHash('phone', mobile),
    active: true,
    terms: termsOf(readings),
    // By sound, as directories are; then by writing, so that namesakes stand together.
    sort: [readings[0]?.syllables.join(' ') ?? '', name, unitName].join('|'),
  }
}

const approverAccount = ({ openid, name, unitIds }: DemoApprover): ApproverAccount => ({
  _id: accountId('approver', openid),
  role: 'approver',
  openid,
  name,
  active: true,
  rev: 0,
  unitIds: [...unitIds],
  frozen: null,
  removed: false,
  history: [{ at: ACCOUNTS_CREATED, action: 'created', byName: '保卫处', reason: null }],
  sort: `${name}:${openid}`,
})

const guardAccount = ({ openid, name, gateIds }: DemoGuard): GuardAccount => ({
  _id: accountId('guard', openid),
  role: 'guard',
  openid,
  name,
  active: true,
  rev: 0,
  gateIds: [...gateIds],
})

const deskAccount = ({ openid, name, campusIds }: DemoDesk): DeskAccount => ({
  _id: accountId('desk', openid),
  role: 'desk',
  openid,
  name,
  active: true,
  rev: 0,
  campusIds: [...campusIds],
})

const officeAccount = ({ openid, name }: DemoOfficer): OfficeAccount => ({
  _id: accountId('office', openid),
  role: 'office',
  openid,
  name,
  active: true,
  rev: 0,
})
