import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { actions, type Action } from '../../contract'
import { ACTIONS } from '../../miniprogram/actions'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { NOW, TODAY } from '../domain/builders'
import { guestForm, planFor } from './guests'
import { standingPlan } from './standing'
import { openCampus, type Campus, type Person } from './campus'
import {
  approversOf,
  formFor,
  guardOf,
  HOLDER_KEY,
  hostIn,
  identityOf,
  manyBookings,
  PassPhone,
} from './visitors'
import { walkInForm, walkInQuota } from './walk-ins'
import { withSentence } from './sentences'

/**
 * Every cell of role × action × ownership (house rule 6). All records belong to one booking: made by `owner`, for
 * 计算机学院, its host bound to WeChat, checked at 育才西门. Each row says what each role is answered; who is not named
 * gets NOT_ALLOWED. `PASSED` stands for any answer of the rules behind the door, where the row is about the door alone.
 */
const ROLES = [
  'owner',
  'otherVisitor',
  'host',
  'approver',
  'otherUnitApprover',
  'frozenApprover',
  'removedApprover',
  'guard',
  'otherGuard',
  'desk',
  'office',
  'nobody',
] as const
type RoleName = (typeof ROLES)[number]

const PEOPLE = ROLES.filter((role) => role !== 'nobody')
const APPROVERS: RoleName[] = ['approver', 'otherUnitApprover', 'frozenApprover']
const STAFF: RoleName[] = ['host', 'approver', 'otherUnitApprover', 'frozenApprover', 'removedApprover']
const GUARDS: RoleName[] = ['guard', 'otherGuard']

type Answers = Record<string, RoleName[]>
interface Row {
  /** The state in which the action makes sense; a booking in it is made for each allowed call. */
  visit?: 'pending' | 'approved' | 'returned'
  input: (record: Record_) => unknown
  answers: Answers
}
interface Record_ {
  visitId: string
  rev: number
  number: number
}

const all = (code: string): Answers => ({ [code]: [...PEOPLE] })
const ownVisit: Answers = { ok: ['owner'], NOT_FOUND: PEOPLE.filter((role) => role !== 'owner') }
const lookAtUnit: Answers = { ok: ['approver', 'frozenApprover'], NOT_FOUND: ['otherUnitApprover'] }
const decide: Answers = { ok: ['approver'], NOT_FOUND: ['otherUnitApprover'], FROZEN: ['frozenApprover'] }
const noActivity = () => ({ activityId: 'none' })
const lookAtActivity: Answers = { NOT_FOUND: [...APPROVERS, 'office'] }
const changeActivity: Answers = {
  NOT_FOUND: ['approver', 'otherUnitApprover', 'office'],
  FROZEN: ['frozenApprover'],
}
const noPass = () => ({ passId: 'none' })
const changePass: Answers = { NOT_FOUND: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] }
const atGate: Answers = { ok: ['guard'], WRONG_GATE_ACCOUNT: ['otherGuard'] }
const door = (...roles: RoleName[]): Answers => ({ PASSED: roles })
const atConsole = (code: string): Answers => ({
  [code]: ['approver', 'otherUnitApprover', 'desk', 'office'],
  FROZEN: ['frozenApprover'],
})
/** Of the right form, and on no screen. */
const NO_CODE = 'A'.repeat(22)
const byVisit = ({ visitId }: Record_) => ({ visitId })
const GATE = 'yucai-west'
const days = { firstDay: TODAY, lastDay: TODAY, campusId: null }
const offlineEvent = (visitId: string) => ({
  eventId: randomUUID(),
  gateId: GATE,
  direction: 'in',
  way: 'qr',
  at: NOW,
  offset: 0,
  allowed: true,
  reason: 'OK',
  visitId,
  plate: null,
  override: null,
  step: null,
})

const rows: Record<Action, Row> = {
  me: { input: () => ({}), answers: all('ok') },
  'visit.options': { input: () => ({}), answers: all('ok') },
  'host.search': { input: () => ({ text: '覃' }), answers: all('ok') },
  'consent.record': { input: () => ({ accepted: [] }), answers: all('ok') },

  'phone.prove': { input: () => ({ code: campus.cloud.phoneCode('13800138000') }), answers: all('ok') },

  'visit.submit': { input: () => ({ form: formFor(campus, nextNumber()) }), answers: all('ok') },
  'visit.revise': {
    visit: 'returned',
    input: ({ visitId, rev, number }) => ({ visitId, rev, form: formFor(campus, number) }),
    answers: ownVisit,
  },
  'visit.cancel': { visit: 'pending', input: byVisit, answers: ownVisit },
  'visit.askCancel': {
    visit: 'approved',
    input: (r) => ({ ...byVisit(r), reason: '' }),
    answers: ownVisit,
  },
  'visit.askChange': {
    visit: 'approved',
    input: (r) => ({ ...byVisit(r), lastDay: TODAY, plate: '', reason: '' }),
    // Nobody has come in yet: it is revised, and nothing is asked for beside it.
    answers: { NOT_REVISABLE: ['owner'], NOT_FOUND: PEOPLE.filter((role) => role !== 'owner') },
  },
  'visit.list': { input: () => ({ list: 'pending', cursor: null }), answers: all('ok') },
  'visit.get': { visit: 'pending', input: byVisit, answers: ownVisit },
  'pass.issue': {
    visit: 'approved',
    input: ({ visitId }) => ({ visitId, holderKey: HOLDER_KEY }),
    answers: ownVisit,
  },
  // Whoever holds a card reads it; this one is nobody's.
  'pass.directions': { input: () => ({ card: 'd1.none' }), answers: all('NOT_FOUND') },

  'approval.list': { input: () => ({ list: 'pending', cursor: null }), answers: { ok: APPROVERS } },
  'approval.get': { visit: 'pending', input: byVisit, answers: lookAtUnit },
  'approval.approve': { visit: 'pending', input: byVisit, answers: decide },
  'approval.unmask': { visit: 'pending', input: byVisit, answers: decide },
  'approval.return': { visit: 'pending', input: (r) => ({ ...byVisit(r), reason: '改期' }), answers: decide },
  'approval.revoke': {
    visit: 'approved',
    input: (r) => ({ ...byVisit(r), reason: '取消' }),
    answers: decide,
  },

  'gate.check': {
    visit: 'approved',
    input: () => ({ gateId: GATE, direction: 'in', code: 'ABCD2345' }),
    answers: atGate,
  },
  'gate.snapshot': { input: () => ({ since: null, cursor: null }), answers: { ok: GUARDS } },
  'gate.recent': { input: () => ({ gateId: GATE, cursor: null }), answers: atGate },
  'gate.uploadPassages': {
    visit: 'approved',
    input: ({ visitId }) => ({ sentAt: NOW, events: [offlineEvent(visitId)] }),
    // Whose gate it is is answered for each passage by itself (late-passages.test.ts).
    answers: { ok: GUARDS },
  },
  'gate.face': {
    input: () => ({ gateId: GATE, passageId: 'none' }),
    answers: { NOT_FOUND: ['guard'], WRONG_GATE_ACCOUNT: ['otherGuard'] },
  },
  'gate.markPurposeMismatch': {
    input: () => ({ gateId: GATE, passageId: 'none' }),
    answers: { NOT_FOUND: ['guard'], WRONG_GATE_ACCOUNT: ['otherGuard'] },
  },

  'release.ask': {
    visit: 'pending',
    input: ({ visitId }) => ({ visitId, field: 'phone', firstDay: TODAY, lastDay: TODAY }),
    answers: all('ok'),
  },
  'release.list': { input: () => ({ cursor: null }), answers: { ok: APPROVERS } },
  'release.answer': {
    input: () => ({ releaseId: 'none', release: true }),
    answers: { PASSED: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },

  'blacklist.propose': {
    input: () => ({
      name: '',
      documentKind: 'mainlandId',
      document: '',
      phone: '',
      plate: identityOf(nextNumber()).plate,
      reason: '多次冲卡',
      evidence: [],
      from: TODAY,
      until: null,
    }),
    answers: door('desk', 'office'),
  },
  'blacklist.list': { input: () => ({ list: 'waiting', cursor: null }), answers: { ok: ['office'] } },
  'blacklist.get': { input: () => ({ blacklistId: 'none' }), answers: door('office') },
  'blacklist.answer': { input: () => ({ blacklistId: 'none', accept: true }), answers: door('office') },
  'blacklist.askLift': { input: () => ({ blacklistId: 'none', reason: '误报' }), answers: door('office') },
  'blacklist.answerLift': { input: () => ({ blacklistId: 'none', accept: true }), answers: door('office') },

  'staff.bind': { input: () => ({ code: 'no-such-code' }), answers: all('PHONE_CODE') },
  'account.setUp': { input: () => ({ code: '0000-0000-0000', name: '林保卫' }), answers: all('ok') },
  'console.look': { input: () => ({ code: NO_CODE }), answers: atConsole('CONSOLE_CODE') },
  'console.confirm': { input: () => ({ code: NO_CODE }), answers: atConsole('CONSOLE_CODE') },
  'console.refuse': { input: () => ({ code: NO_CODE }), answers: atConsole('CONSOLE_CODE') },
  'console.sessions': { input: () => ({}), answers: atConsole('ok') },
  'console.end': { input: () => ({ sessionId: null }), answers: atConsole('ok') },
  'unit.list': { input: () => ({}), answers: all('ok') },
  'account.ask': {
    input: () => ({
      unitId: 'nowhere',
      reason: '本单位访客多',
      leaderName: '李处长',
      form: 'none',
    }),
    answers: door(...STAFF),
  },
  'account.asked': {
    input: () => ({}),
    answers: { ok: STAFF },
  },
  'account.requests': { input: () => ({ state: 'open', cursor: null }), answers: { ok: ['office'] } },
  'account.answer': {
    input: () => ({ accountRequestId: 'none', accept: true, reason: '' }),
    answers: door('office'),
  },
  'account.list': { input: () => ({ cursor: null }), answers: { ok: ['office'] } },
  'account.freeze': { input: () => ({ accountId: 'none', reason: '调岗' }), answers: door('office') },
  'account.unfreeze': { input: () => ({ accountId: 'none' }), answers: door('office') },
  'account.remove': { input: () => ({ accountId: 'none', reason: '离职' }), answers: door('office') },
  'deputy.set': {
    input: () => null,
    answers: { ok: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },
  'deputy.get': { input: () => ({}), answers: { ok: APPROVERS } },

  'vehicle.askCheck': { input: () => ({ stayId: 'none' }), answers: door(...PEOPLE) },
  'vehicle.list': {
    input: () => ({ campusId: 'yucai', list: 'inside', cursor: null }),
    answers: { ok: ['desk', 'office'] },
  },
  'vehicle.find': { input: () => ({ plate: '桂C12345' }), answers: { ok: ['desk', 'office'] } },
  'vehicle.resolve': {
    input: () => ({ stayId: 'none', outcome: 'barriersUp', reason: '活动抬杆', leftAt: null }),
    answers: door('desk', 'office'),
  },
  'vehicle.paid': { input: () => ({ stayId: 'none' }), answers: door('desk', 'office', ...GUARDS) },
  'traffic.close': {
    input: () => ({ gateIds: ['nowhere'], from: NOW, until: NOW + 1, reason: '施工' }),
    answers: door('office'),
  },
  'traffic.open': { input: () => ({ controlId: 'none' }), answers: door('office') },
  'traffic.list': { input: () => ({}), answers: all('ok') },

  'invitation.create': {
    input: () => ({
      form: { ...formFor(campus, nextNumber()), hostId: 'nobody' },
      vip: false,
      vouched: true,
    }),
    answers: { PASSED: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },
  'invitation.link': {
    input: () => ({ hostId: 'nobody', purpose: 'official', firstDay: TODAY, lastDay: TODAY, vip: true }),
    answers: { PASSED: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },
  'invitation.close': {
    input: () => ({ invitationId: 'none' }),
    answers: { PASSED: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },
  'invitation.list': { input: () => ({ cursor: null }), answers: { ok: APPROVERS } },
  'invitation.open': { input: () => ({ invitationId: 'none' }), answers: all('INVITATION_CLOSED') },
  'invitation.accept': {
    input: () => ({ invitationId: 'none', form: formFor(campus, nextNumber()) }),
    answers: all('INVITATION_CLOSED'),
  },
  'invitation.claim': {
    input: () => ({ invitationId: 'none', tails: null }),
    answers: all('INVITATION_CLOSED'),
  },
  'invitation.undo': {
    input: () => ({ invitationId: 'none' }),
    answers: { PASSED: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },

  'activity.apply': {
    input: () => ({ plan: { ...planFor(), quota: 0 } }),
    answers: { PASSED: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },
  'activity.list': { input: () => ({ cursor: null }), answers: { ok: [...APPROVERS, 'office'] } },
  'activity.get': { input: noActivity, answers: lookAtActivity },
  'activity.answer': {
    input: () => ({ ...noActivity(), accept: true, reason: '' }),
    answers: changeActivity,
  },
  'activity.close': { input: noActivity, answers: changeActivity },
  'activity.cancel': { input: () => ({ ...noActivity(), reason: '台风' }), answers: changeActivity },
  'activity.message': { input: () => ({ ...noActivity(), text: '改地点' }), answers: changeActivity },
  'activity.addGuests': { input: () => ({ ...noActivity(), people: [] }), answers: changeActivity },
  'activity.guests': {
    input: () => ({ ...noActivity(), list: 'approved', cursor: null }),
    answers: lookAtActivity,
  },
  'activity.export': { input: noActivity, answers: changeActivity },
  'activity.code': { input: noActivity, answers: lookAtActivity },
  'activity.open': { input: noActivity, answers: all('NOT_FOUND') },
  'activity.join': {
    input: () => ({ ...noActivity(), form: guestForm(nextNumber()) }),
    answers: all('NOT_FOUND'),
  },

  'standing.apply': {
    input: () => ({ plan: standingPlan({ why: '' }), people: [], papers: [] }),
    answers: { PASSED: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },
  'standing.add': { input: () => ({ ...noPass(), people: [] }), answers: changePass },
  'standing.revise': { input: () => ({ ...noPass(), plan: standingPlan() }), answers: changePass },
  'standing.list': {
    input: () => ({ waiting: false, cursor: null }),
    answers: { ok: [...APPROVERS, 'office'] },
  },
  'standing.get': { input: noPass, answers: lookAtActivity },
  'standing.people': { input: () => ({ ...noPass(), cursor: null }), answers: lookAtActivity },
  'standing.answer': {
    input: () => ({ ...noPass(), accept: true, reason: '' }),
    answers: { NOT_FOUND: ['office'] },
  },
  'standing.renew': { input: () => ({ ...noPass(), lastDay: TODAY }), answers: changePass },
  'standing.withdraw': {
    input: () => ({ ...noPass(), visitIds: [], reason: '终止' }),
    answers: changeActivity,
  },
  'standing.export': { input: noPass, answers: changeActivity },
  'standing.papers': { input: () => ({ ...noPass(), papers: [] }), answers: changePass },
  'standing.due': {
    input: () => ({}),
    answers: { ok: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },
  'standing.confirm': {
    input: () => ({ unitId: 'none' }),
    answers: changePass,
  },
  'standing.claim': { input: () => ({}), answers: all('PHONE_CODE') },
  'walkIn.code': { input: () => ({ gateId: GATE }), answers: atGate },
  'walkIn.read': { input: () => ({ code: 'none' }), answers: all('WALK_IN_CODE') },
  'walkIn.submit': {
    input: () => ({ form: walkInForm(nextNumber()) }),
    answers: all('WALK_IN_TICKET'),
  },
  'walkIn.revoke': {
    visit: 'pending',
    input: (ids) => ({ ...byVisit(ids), reason: '冒用' }),
    answers: { NOT_FOUND: ['desk'], NOT_ALLOWED: ['office'] },
  },
  'walkIn.quotas': { input: () => ({}), answers: { ok: ['office'] } },
  'walkIn.saveQuota': {
    input: () => ({ gateId: 'none', quota: walkInQuota() }),
    answers: { NOT_FOUND: ['office'] },
  },

  'host.visits': { input: () => ({ list: 'pending', cursor: null }), answers: { ok: STAFF } },
  'host.confirm': {
    visit: 'pending',
    input: (r) => ({ ...byVisit(r), word: 'confirmed' }),
    answers: { ok: ['host'], NOT_FOUND: STAFF.filter((role) => role !== 'host') },
  },
  'host.get': { input: () => ({ hostId: 'nobody' }), answers: all('HOST_GONE') },
  'host.code': { input: () => ({}), answers: door(...STAFF) },
  'unit.get': { input: () => ({ unitId: 'nothing' }), answers: all('UNIT_REQUIRED') },
  'unit.code': { input: () => ({ unitId: 'nothing' }), answers: { NOT_FOUND: STAFF } },

  'data.read': { input: () => ({}), answers: all('ok') },
  'data.export': { input: () => ({}), answers: all('ok') },
  'data.erase': { input: () => ({}), answers: all('ok') },
  'data.requests': { input: () => ({ state: 'open', cursor: null }), answers: { ok: ['office'] } },
  'audit.list': { input: () => ({ topic: 'unmasked', cursor: null }), answers: { ok: ['office'] } },
  'audit.heads': { input: () => ({}), answers: { ok: ['office'] } },
  'audit.verify': { input: () => ({ after: 0 }), answers: { ok: ['office'] } },
  'record.visits': {
    input: () => ({ filter: { ...days, unitId: null, state: null }, cursor: null }),
    answers: { ok: ['desk', 'office'] },
  },
  'record.search': { input: () => ({ text: '林', cursor: null }), answers: { ok: ['desk', 'office'] } },
  'record.get': { visit: 'pending', input: byVisit, answers: { NOT_FOUND: ['desk'], ok: ['office'] } },
  'record.unmask': { visit: 'pending', input: byVisit, answers: { NOT_FOUND: ['desk'], ok: ['office'] } },
  'record.passages': {
    input: () => ({ filter: { ...days, gateId: null, decision: null, reason: null }, cursor: null }),
    answers: { ok: ['desk', 'office'] },
  },
  'record.exportVisits': {
    input: () => ({ filter: { ...days, unitId: null, state: null }, cursor: null }),
    answers: { ok: ['office'] },
  },
  'record.exportPassages': {
    input: () => ({ filter: { ...days, gateId: null, decision: null, reason: null }, cursor: null }),
    answers: { ok: ['office'] },
  },
  'record.dayList': {
    input: () => ({ campusId: 'yucai', day: TODAY, cursor: null }),
    answers: { ok: ['desk', 'office'] },
  },
  'board.read': { input: () => ({}), answers: { ok: ['desk', 'office'] } },
  'figures.read': { input: () => ({ firstDay: TODAY, lastDay: TODAY }), answers: { ok: ['office'] } },
  'figures.export': { input: () => ({ firstDay: TODAY, lastDay: TODAY }), answers: { ok: ['office'] } },
  'approval.search': {
    input: () => ({ text: '林', list: null }),
    answers: { ok: APPROVERS },
  },
  'approval.decideMany': {
    input: () => ({ visitIds: ['none'], decision: 'approve', reason: '' }),
    answers: { ok: ['approver', 'otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },

  'rules.get': { input: () => ({}), answers: { ok: ['office'] } },
  'rules.change': { input: () => ({ adviseLongDays: 3 }), answers: { ok: ['office'] } },
  'template.save': {
    input: () => ({ use: 'decision', templateId: 'none', fields: [] }),
    answers: door('office'),
  },
  'notice.rejected': { input: () => ({}), answers: { ok: ['office'] } },
  'tariff.add': {
    input: () => ({
      effectiveFrom: NOW,
      label: '示例',
      freeMinutes: -1,
      freeMode: 'threshold',
      rate: { form: 'entry', fen: 500 },
    }),
    answers: door('office'),
  },
  'gate.list': { input: () => ({}), answers: { ok: ['office'] } },
  'gate.settleConflict': {
    input: () => ({ passageId: 'none', reason: '已核实' }),
    answers: door('office'),
  },
  'duty.list': { input: () => ({ role: 'guard' }), answers: { ok: ['office'] } },
  'duty.save': {
    input: () => ({ role: 'guard', staffId: 'none', accountId: null, gateIds: [], campusIds: [] }),
    answers: door('office'),
  },
  'duty.end': { input: () => ({ role: 'guard', accountId: 'none' }), answers: door('office') },
  'staff.find': { input: () => ({ text: '覃' }), answers: { ok: ['office'] } },
  'gate.wrongTries': { input: () => ({ cursor: null }), answers: { ok: ['office'] } },
  'gate.conflicts': { input: () => ({ cursor: null }), answers: { ok: ['office'] } },
  'device.save': {
    input: () => ({
      ...{ deviceId: 'access-1', name: '东门道闸', gateId: GATE, kind: 'controller', direction: 'both' },
      ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false },
    }),
    answers: { ok: ['office'] },
  },
  'device.disable': { input: () => ({ deviceId: 'access-1' }), answers: { ok: ['office'] } },
  'device.list': { input: () => ({ cursor: null }), answers: { ok: ['office'] } },
  'gate.save': {
    input: () => ({
      gateId: 'nowhere',
      name: '新门',
      campusId: 'nowhere',
      pedestrian: true,
      vehicleBarrier: false,
      privateVehicles: 'none',
      active: false,
      order: 99,
    }),
    answers: door('office'),
  },
  'staff.save': {
    input: () => ({
      staffId: 'new',
      name: '新人',
      unitId: 'nowhere',
      phone: '19912340000',
      pinyin: 'xin ren',
      active: true,
    }),
    answers: door('office'),
  },
  'staff.unbind': { input: () => ({ staffId: 'none' }), answers: door('office') },
  'import.staff': { input: () => ({ after: '' }), answers: { ok: ['office'] } },
  'import.places': { input: () => ({}), answers: { ok: ['office'] } },
  'import.phones': { input: () => ({ phones: [] }), answers: { ok: ['office'] } },
  'import.write': {
    input: () => ({ table: 'staff', rows: [], leavers: [] }),
    answers: { ok: ['office'] },
  },
  'emergency.get': { input: () => ({}), answers: all('ok') },
  'emergency.switch': { input: () => ({ on: true, reason: '系统检修' }), answers: { ok: ['office'] } },
  'emergency.report': {
    input: () => ({
      hostName: '李老师',
      unitName: '文学院',
      purpose: 'other' as const,
      name: '张三',
      phone: '',
      plate: '',
      gateIds: [GATE],
      firstDay: TODAY,
      lastDay: TODAY,
      note: '',
    }),
    answers: door('desk', 'office'),
  },
  'emergency.list': {
    input: () => ({ list: 'open', cursor: null }),
    answers: { ok: ['desk', 'office'] },
  },
  'emergency.reconcile': {
    input: () => ({ visitId: 'none', matched: true, note: '' }),
    answers: door('desk', 'office'),
  },
  'file.begin': { input: () => ({ use: 'face', ending: 'jpg', consent: true }), answers: all('ok') },
  'file.keep': { input: () => ({ uploadId: 'none' }), answers: all('PHOTO_GONE') },
  'file.send': {
    input: () => ({ use: 'evidence', ending: 'jpg', content: 'AAAA' }),
    answers: { PICTURE_FORM: ['desk', 'office'], FROZEN: ['frozenApprover'] },
  },
  'file.discard': { input: () => ({ uploadId: 'none' }), answers: all('ok') },
  'face.add': {
    visit: 'approved',
    input: (r) => ({ ...byVisit(r), photoId: 'none' }),
    // A booking's goes with its form.
    answers: { NOT_ALLOWED: ['owner'], NOT_FOUND: PEOPLE.filter((role) => role !== 'owner') },
  },
  'face.answer': {
    visit: 'pending',
    input: (r) => ({ ...byVisit(r), photoId: 'none', accept: true }),
    answers: { PHOTO_GONE: ['approver'], NOT_FOUND: ['otherUnitApprover'], FROZEN: ['frozenApprover'] },
  },
  'face.withdraw': { visit: 'pending', input: byVisit, answers: ownVisit },
  'campus.inside': {
    input: () => ({ campusId: 'yucai', cursor: null }),
    answers: { ok: ['desk', 'office', ...GUARDS] },
  },
}

let campus: Campus
const people = new Map<RoleName, Person>()
const person = (role: RoleName): Person => people.get(role) as Person
let numbers = 0
const nextNumber = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
  const [approver, second] = approversOf(campus, 'computing') as [string, string]
  const removed = approversOf(campus, 'music')[0] as string
  const openids: Record<RoleName, string | null> = {
    owner: 'visitor-owner',
    otherVisitor: 'visitor-other',
    host: campus.demo.staff.find(({ id }) => id === bookedHost())?.openid ?? null,
    approver,
    otherUnitApprover: approversOf(campus, 'literature')[0] as string,
    frozenApprover: second,
    removedApprover: removed,
    guard: guardOf(campus, GATE),
    otherGuard: guardOf(campus, 'yucai-east'),
    desk: 'desk-yucai',
    office: 'office-1',
    nobody: null,
  }
  for (const role of ROLES) people.set(role, campus.person(openids[role]))

  const account = { active: true, rev: 0 }
  await campus.put('accounts', {
    _id: 'desk:desk-yucai',
    openid: 'desk-yucai',
    role: 'desk',
    name: '值班员',
    campusIds: ['yucai'],
    ...account,
  })
  await campus.put('accounts', {
    _id: 'office:office-1',
    openid: 'office-1',
    role: 'office',
    name: '保卫处',
    ...account,
  })
  const frozen = { reason: '调岗', since: NOW }
  await campus.put('accounts', { _id: `approver:${second}`, active: false, frozen })
  await campus.put('accounts', { _id: `approver:${removed}`, active: false, removed: true })
})
afterAll(() => campus.close())

/** Somebody of 计算机学院 who is bound to WeChat and no approver. */
const bookedHost = (): string =>
  campus.demo.staff.find(({ name }) => name === '覃海燕')?.id ?? hostIn(campus, 'computing')

async function bookingIn(state: Row['visit']): Promise<Record_> {
  const number = nextNumber()
  const { visitId } = await person('owner').get('visit.submit', {
    form: formFor(campus, number, { hostId: bookedHost() }),
  })
  if (state === 'approved') await person('approver').get('approval.approve', { visitId })
  if (state === 'returned') await person('approver').get('approval.return', { visitId, reason: '请改' })
  return { visitId, rev: (await storedVisit(visitId)).rev, number }
}

async function storedVisit(visitId: string): Promise<Visit> {
  return (await campus.stored<Visit>('visits', visitId)) as Visit
}

const expectedOf = (row: Row, role: RoleName): string =>
  Object.entries(row.answers).find(([, roles]) => roles.includes(role))?.[0] ?? 'NOT_ALLOWED'

it('every action has a row here and one in the access table, and there are no others', () => {
  const names = Object.keys(actions).sort()
  expect(Object.keys(rows).sort()).toEqual(names)
  expect(Object.keys(ACTIONS).sort()).toEqual(names)
})

describe.each(Object.keys(actions) as Action[])('%s', (action) => {
  const row = rows[action]
  const ask = (role: RoleName, record: Record_) =>
    person(role).outcome(action, row.input(record) as never, randomUUID())

  it('answers each role as the table says', async () => {
    const shared = row.visit === undefined ? { visitId: '', rev: 0, number: 0 } : await bookingIn(row.visit)
    const before = row.visit === undefined ? null : await storedVisit(shared.visitId)
    const answers: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const role of ROLES.filter((each) => expectedOf(row, each) !== 'ok')) {
      const code = await ask(role, shared)
      expected[role] = expectedOf(row, role)
      answers[role] =
        expected[role] === 'PASSED' && code !== 'NOT_ALLOWED' && code !== 'INTERNAL' ? 'PASSED' : code
    }
    // Whoever was refused has changed nothing.
    if (before !== null) expect(await storedVisit(shared.visitId)).toEqual(before)
    for (const role of ROLES.filter((each) => expectedOf(row, each) === 'ok')) {
      answers[role] = await ask(role, row.visit === undefined ? shared : await bookingIn(row.visit))
      expected[role] = 'ok'
    }
    expect(answers).toEqual(expected)
  })
})

describe('who somebody is comes from the platform alone', () => {
  const claims = (role: RoleName) => {
    const openid = person(role).openid
    return {
      openid,
      OPENID: openid,
      _openid: openid,
      userInfo: { openId: openid, appId: 'wx' },
      wxContext: { OPENID: openid },
      role: 'approver',
      approver: { unitIds: ['computing'] },
      context: { openid },
    }
  }

  test.each<[Action, RoleName, RoleName]>([
    ['visit.get', 'otherVisitor', 'owner'],
    ['visit.cancel', 'otherVisitor', 'owner'],
    ['approval.get', 'otherVisitor', 'approver'],
    ['approval.approve', 'otherUnitApprover', 'approver'],
    ['approval.approve', 'frozenApprover', 'approver'],
    ['gate.check', 'otherGuard', 'guard'],
    ['gate.recent', 'otherVisitor', 'guard'],
    ['me', 'otherVisitor', 'approver'],
  ])(
    '%s by %s, who claims to be %s: answered as if nothing had been claimed',
    async (action, role, claimed) => {
      const record = await bookingIn('pending')
      const { handle } = await import('../../cloudfunctions/api/handle')
      const input = rows[action].input(record) as object
      const honest = await person(role).ask(action, input)
      const claiming = await handle(
        { action, input: { ...input, ...claims(claimed) }, requestId: randomUUID(), ...claims(claimed) },
        person(role).openid,
        campus.clock.now,
        'trace',
      )
      expect(claiming).toEqual(honest)
    },
  )

  it('a booking belongs to who made it, whatever the request says', async () => {
    const { handle } = await import('../../cloudfunctions/api/handle')
    const form = {
      ...formFor(campus, nextNumber()),
      owner: 'visitor-owner',
      unitId: 'literature',
      state: 'approved',
    }
    const event = {
      action: 'visit.submit',
      input: { form, ...claims('owner') },
      requestId: randomUUID(),
      ...claims('owner'),
    }
    const reply = await handle(event, 'visitor-other', campus.clock.now, 'trace')
    const { visitId } = (reply as unknown as { data: { visitId: string } }).data
    expect(await storedVisit(visitId)).toMatchObject({
      owner: 'visitor-other',
      unitId: 'computing',
      state: 'pending',
    })
    expect(Object.keys(await storedVisit(visitId))).not.toContain('openid')
  })
})

describe('looking is not deciding', () => {
  it('a frozen approver sees the queue, and is told why nothing can be decided', async () => {
    const { visitId } = await bookingIn('pending')
    const frozen = person('frozenApprover')
    expect((await frozen.get('approval.get', { visitId })).allowedActions).toEqual({
      approve: false,
      return: false,
      revoke: false,
    })
    expect(withSentence(await frozen.ask('approval.approve', { visitId }))).toMatchObject({
      code: 'FROZEN',
      sentence: '您的审批账号已于2026年5月23日被冻结（调岗），如有疑问请联系保卫处',
    })
    expect((await frozen.get('me', {})).approver?.frozen).toEqual({ reason: '调岗', since: NOW })
  })

  it('a pass shown by one phone doesn’t open for the key of another visitor', async () => {
    const { visitId } = await bookingIn('approved')
    await expect(new PassPhone().issue(person('otherVisitor'), visitId)).rejects.toThrow('NOT_FOUND')
  })

  it('an approver of another unit neither lists nor counts it', async () => {
    const { visitId } = await bookingIn('pending')
    const { rows: listed } = await person('otherUnitApprover').get('approval.list', {
      list: 'pending',
      cursor: null,
    })
    expect(listed.map(({ id }) => id)).not.toContain(visitId)
    expect((await person('otherUnitApprover').get('me', {})).waiting.approvals).toBe(0)
  })
})

it('no action read a collection without an index', () => {
  expect(campus.cloud.slowQueries).toEqual([])
})
