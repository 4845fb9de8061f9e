import type { BookingOptions, Gate, Me, VisitDetail, VisitRow } from '../../../contract'
import { SHIPPED_TARIFF } from '../../../miniprogram/locales/zh/shipped-tariff'
import { SHIPPED_PURPOSES } from '../../../miniprogram/locales/zh/shipped-purposes'
import { choosablePurposes } from '../../../miniprogram/domain/visit/purposes'
import { SHIPPED_REMINDERS } from '../../../miniprogram/domain/notice/reminders'
import { formOf, NOW, TODAY } from '../../domain/builders'
import { ApiError, failureOf } from '../../../miniprogram/api/api-error'

export { formOf, NOW, TODAY }

export const HOST = { hostId: 'staff-1', name: '覃海燕', unitName: '计算机学院' }

export function rowOf(changes: Partial<VisitRow> = {}): VisitRow {
  return {
    id: 'visit-1',
    state: 'pending',
    name: '韦**',
    hostName: HOST.name,
    unitName: HOST.unitName,
    purpose: 'private',
    purposeWords: { name: '因私来访', nameEn: 'Private visit' },
    firstDay: TODAY,
    lastDay: '2026-05-25',
    plate: null,
    companions: 0,
    submittedAt: NOW - 60_000,
    changedAt: NOW - 60_000,
    reason: null,
    ...changes,
  }
}

export function meOf(changes: Partial<Me> = {}): Me {
  return {
    now: NOW,
    today: TODAY,
    staffId: null,
    staffName: null,
    staffUnit: null,
    approver: null,
    guard: null,
    desk: null,
    office: null,
    setup: false,
    emergency: false,
    waiting: { approvals: 0, returned: 0, pending: 0, approved: 0 },
    pending: [],
    todayPasses: [],
    ended: [],
    templates: { newBooking: 'template-new', decision: 'template-decision', auditHead: 'template-head' },
    consents: {},
    ...changes,
  }
}

export const gateOf = (
  name: string,
  campusName: string,
  privateVehicles: Gate['privateVehicles'] = 'none',
  rights: Partial<Gate> = {},
): Gate => ({
  id: name,
  name,
  campusName,
  pedestrian: true,
  vehicleBarrier: true,
  privateVehicles,
  ...rights,
})

export const GATES: Gate[] = [
  gateOf('育才西门', '育才校区', 'both'),
  gateOf('育才东门', '育才校区'),
  gateOf('雁山东门', '雁山校区', 'both'),
  gateOf('雁山西门', '雁山校区', 'entryOnly'),
  gateOf('雁山北侧门', '雁山校区', 'none', { vehicleBarrier: false }),
]

export function optionsOf(changes: Partial<BookingOptions> = {}): BookingOptions {
  return {
    today: TODAY,
    purposes: [...choosablePurposes(SHIPPED_PURPOSES)],
    gates: GATES,
    controls: [],
    maxDays: 15,
    latestFirstDay: null,
    standing: { standingLimit: 'days', standingDays: 183, termEnds: ['01-20', '07-10'] },
    adviseAheadDays: 7,
    adviseLongDays: 3,
    facePhoto: false,
    tariff: SHIPPED_TARIFF as BookingOptions['tariff'],
    paysAfterDays: true,
    duplicateRule: 'anyLive',
    cancelApproved: true,
    reminders: SHIPPED_REMINDERS,
    anonymiseAfterDays: 180,
    walkInHours: 4,
    documentKinds: ['mainlandId'],
    phoneKinds: ['mainland'],
    contacts: [{ name: '育才校区110指挥中心', phone: '5822110' }],
    ...changes,
  }
}

export function detailOf(visit: Partial<VisitRow> = {}, changes: Partial<VisitDetail> = {}): VisitDetail {
  return {
    visit: rowOf(visit),
    rev: 3,
    form: formOf({ purpose: 'private', lastDay: '2026-05-25' }),
    host: HOST,
    purposeClass: 'private',
    gates: GATES,
    controls: [],
    delivery: [],
    unitPhone: '0773-5550001',
    allowedActions: {
      revise: false,
      cancel: false,
      askCancel: false,
      askChange: false,
      pass: false,
      addPhoto: false,
      bookAgain: true,
    },
    cancelRequest: null,
    changeRequest: null,
    notifications: [],
    history: [],
    passages: [],
    ...changes,
  } as VisitDetail
}

/** What a page was answered that couldn't be loaded without a network. */
export const NO_NETWORK = failureOf(new ApiError('NETWORK'))
