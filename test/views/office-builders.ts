import type { ApprovalDetail, ApprovalRow, Checked, Me, VisitRow } from '../../contract'
import { BLANK_FORM, FIELDS_SEEN_BY_APPROVER, pickFields } from '../../miniprogram/domain/visit/form-fields'

/** 14:00 in Shanghai on a Saturday. */
export const NOW = Date.parse('2026-05-23T06:00:00Z')
export const MINUTE = 60_000

export function rowOf(changes: Partial<ApprovalRow> = {}): ApprovalRow {
  return {
    id: 'visit-1',
    state: 'pending',
    name: '张**',
    hostName: '覃海燕',
    unitName: '计算机学院',
    purpose: 'official',
    purposeClass: 'official',
    purposeWords: { name: '因公来访', nameEn: 'Official visit' },
    firstDay: '2026-05-23',
    lastDay: '2026-05-25',
    plate: null,
    companions: 0,
    submittedAt: NOW - 30 * MINUTE,
    changedAt: NOW - 30 * MINUTE,
    reason: null,
    hostConfirmation: 'confirmed',
    vip: false,
    inviterName: null,
    decidedBy: null,
    hints: [],
    cancelAsked: false,
    ...changes,
  }
}

export function detailOf(
  changes: Partial<ApprovalDetail> = {},
  visit: Partial<VisitRow> = {},
): ApprovalDetail {
  return {
    visit: rowOf(visit),
    rev: 1,
    purposeClass: 'official',
    ...pickFields(BLANK_FORM, FIELDS_SEEN_BY_APPROVER),
    document: '450***********1234',
    phone: '138****8000',
    phoneState: 'typed',
    gates: [],
    hints: [],
    hostConfirmation: 'none',
    face: null,
    invitation: null,
    fourEyes: { selfApproved: false, leftToColleague: false },
    cancelAsked: null,
    changeAsked: null,
    releases: [],
    allowedActions: { approve: true, return: true, revoke: false },
    history: [],
    passages: [],
    ...changes,
  }
}

/** An approver of one unit and guard of two gates, with one reminder left. */
export function meOf(changes: Partial<Me> = {}): Me {
  return {
    now: NOW,
    today: '2026-05-23',
    staffId: 'staff-wei',
    staffName: '韦建国',
    approver: { units: [{ id: 'computing', name: '计算机学院' }], frozen: null },
    guard: { gates: [gateOf('yucai-west', '育才西门'), gateOf('yanshan-east', '雁山东门')] },
    desk: null,
    office: null,
    setup: false,
    emergency: false,
    waiting: { approvals: 2, returned: 0, pending: 0 },
    todayPasses: [],
    ended: [],
    pending: [],
    templates: { newBooking: 'template-new', decision: 'template-decision', auditHead: 'template-head' },
    consents: { 'template-new': 1 },
    ...changes,
  } as Me
}

export const frozenApprover = (since: number): Pick<Me, 'approver'> => ({
  approver: { units: [{ id: 'computing', name: '计算机学院' }], frozen: { reason: '岗位变动', since } },
})

export const gateOf = (id: string, name: string) => ({
  id,
  name,
  campusName: `${name.slice(0, 2)}校区`,
  pedestrian: true,
  vehicleBarrier: true,
  privateVehicles: 'both' as const,
})

/** A visitor by car, with two companions, who may pass. */
export function checkedOf(changes: Partial<Checked> = {}): Checked {
  return {
    allowed: true,
    reason: 'OK',
    sentence: '预约有效，请进',
    nextStep: '',
    hint: null,
    fee: null,
    visit: {
      id: 'visit-1',
      name: '张**',
      plate: '桂CD12345',
      unitName: '计算机学院',
      firstDay: '2026-05-23',
      lastDay: '2026-05-25',
      headCount: 3,
      vip: false,
      photo: false,
    },
    at: NOW,
    passageId: 'passage-1',
    ...changes,
  }
}
