import type { Stored } from '../../cloudfunctions/platform/database'
import type { Action, Input, Output } from '../../contract'
import { fixedHash } from '../../cloudfunctions/platform/sealing'
import { setupCodeVariable } from '../../cloudfunctions/platform/setup-code'
import { accountId } from '../../cloudfunctions/stores/accounts'
import type { Upload } from '../../cloudfunctions/stores/uploads'
import { SHIPPED } from '../../cloudfunctions/stores/settings'
import { sessionsId } from '../../cloudfunctions/stores/console-sessions'
import { demoTemplates } from '../../local/demo'
import { NO_TRIES } from '../../miniprogram/domain/account/setup'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import type { Campus, Person } from './campus'
import { askedActivity, guestForm, listedGuest, openActivityOf, planFor } from './guests'
import { keptFace } from './pictures'
import { approvedPass, askedPass, standingPerson, standingPlan } from './standing'
import { FACE, handIn, somePicture } from './uploads'
import {
  HOLDER_KEY,
  approversOf,
  book,
  bookApproved,
  formFor,
  guardOf,
  hostIn,
  identityOf,
  tailsOf,
} from './visitors'
import { openWalkIns, shownAt, WALK_IN_GATE, walkIn, walkInForm, walkInQuota } from './walk-ins'

/** A call that succeeds: who makes it, and with what. */
interface ValidCall<A extends Action = Action> {
  by: Person
  input: Input<A>
}

/**
 * One for every action of the contract. Preparing one makes the records it is about, of people nobody else is, so it
 * succeeds however often and in whatever order others were made; two of one action change equally much.
 */
export type ValidCalls = { [A in Action]: () => Promise<ValidCall<A>> }

const GATE = 'yanshan-east'
const days = { firstDay: TODAY, lastDay: TODAY, campusId: null }
const everyVisit = { ...days, unitId: null, state: null }
const everyPassage = { ...days, gateId: null, decision: null, reason: null }
const HOUR = 3_600_000

/** What an import compares rows of the directory by, as they stand. */
export async function marksSeen(by: Person): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  for (let after: string | null = ''; after !== null;) {
    const page: Output<'import.staff'> = await by.get('import.staff', { after })
    for (const each of page.rows) seen.set(each.staffId, each.seen)
    after = page.next
  }
  return seen
}

export function validCalls(campus: Campus, nextNumber: () => number): ValidCalls {
  const [first = '', second = ''] = approversOf(campus, 'computing')
  const approver = campus.person(first)
  const guard = campus.person(guardOf(campus, GATE))
  const [office, colleague] = campus.demo.office.map(({ openid }) => campus.person(openid)) as [
    Person,
    Person,
  ]
  const desk = campus.person(
    campus.demo.desks.find(({ campusIds }) => campusIds.includes('yanshan'))?.openid ?? '',
  )
  /** A photo of its own for each request: one kept for two is noted differently. */
  const stampedForm = (by: Person) => handIn(by, 'accountForm')
  const anybody = () => campus.person(`caller-${nextNumber()}`)
  const pending = (changes: Parameters<typeof formFor>[2] = {}) => book(campus, nextNumber(), changes)

  const byOffice = <A extends Action>(input: Input<A>) => Promise.resolve({ by: office, input })
  const newDevice = () => ({
    ...{ deviceId: `device-${nextNumber()}`, name: '道闸', gateId: GATE, kind: 'controller' as const },
    ...{
      direction: 'both' as const,
      mayOverride: false,
      unsigned: false,
      addresses: ['10.0.0.1'],
      renewSecret: false,
    },
  })
  /** One that the office has approved, for its organiser. */
  /** The office is signed in at some computer. */
  const signedInAtConsole = async (): Promise<void> => {
    const openid = office.openid as string
    const at = { beganAt: campus.clock.now, seenAt: campus.clock.now, endsAt: campus.clock.now + 3_600_000 }
    const session = { id: 'computer', secretHash: '', browser: 'Firefox', address: '127.0.0.1', ...at }
    await campus.put('consoleSessions', {
      ...{ _id: sessionsId(openid), openid, sessions: [session], until: at.endsAt },
    })
  }

  /** Asked for by the unit, of somebody nobody else is. */
  const anAskedPass = async (people = 1) => {
    const { passId } = await askedPass(
      campus,
      Array.from({ length: people }, () => standingPerson(nextNumber())),
    )
    return { by: approver, input: { passId } }
  }
  /** The same, approved. */
  const aStandingPass = async (number = nextNumber(), changes: Parameters<typeof standingPlan>[0] = {}) => {
    const { passId } = await approvedPass(campus, [standingPerson(number)], changes)
    return { by: approver, input: { passId } }
  }
  const anActivity = async () => {
    const { activityId } = await openActivityOf(campus)
    return { by: approver, input: { activityId } }
  }
  /** What a console's page shows to be scanned. */
  async function shownCode(): Promise<string> {
    const { beginSignIn } = await import('../../cloudfunctions/usecases/account/console-sign-in')
    const screen = { browser: 'Chrome · Windows', agent: '', address: `10.0.0.${nextNumber()}` }
    return (await beginSignIn(screen, campus.clock.now)).begun.code
  }
  const aVisit = async () => {
    const { visitId, visitor } = await pending()
    return { by: visitor, input: { visitId } }
  }
  const toDecide = async () => ({ ...(await aVisit()), by: approver })
  const sentAt = async (visitId: string): Promise<number> =>
    (await approver.get('approval.get', { visitId })).visit.submittedAt

  /** Face photos are switched on, whatever others changed. */
  const photos = () => office.get('rules.change', { facePhoto: true })
  async function consented() {
    await photos()
    const by = anybody()
    const { uploadId, cloudPath } = await by.get('file.begin', FACE)
    return { by, photoId: uploadId, cloudPath }
  }
  async function upload(cloudPath: string): Promise<void> {
    const { uploadPicture } = await import('../../cloudfunctions/platform/files')
    await uploadPicture(cloudPath, await keptFace())
  }
  /** Checked, and no call has taken it yet. */
  async function keptPhoto() {
    const sent = await consented()
    await upload(sent.cloudPath)
    await sent.by.get('file.keep', { uploadId: sent.photoId })
    return sent
  }

  /** Somebody on a standing pass who has claimed it and sent a photo. */
  const toAddPhoto = async () => {
    const { by, photoId } = await keptPhoto()
    const number = nextNumber()
    await aStandingPass(number)
    await by.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
    const [claimed] = (await by.get('standing.claim', {})).passes
    return { by, input: { visitId: claimed?.visitId ?? '', photoId } }
  }
  /** A row of the directory in a unit of its own, so that nobody's approvers change, and somebody bound to it. */
  async function newStaff(unitId = 'music') {
    const number = nextNumber()
    const phone = `1990100${String(number).padStart(4, '0')}`
    const row = {
      staffId: `staff-${number}`,
      name: '新同事',
      unitId,
      phone,
      pinyin: 'xin tong shi',
      active: true,
    }
    await office.get('staff.save', row)
    return { ...row, person: campus.person(`staff-openid-${number}`) }
  }
  async function boundStaff(unitId?: string) {
    const staff = await newStaff(unitId)
    await staff.person.get('staff.bind', { code: campus.cloud.phoneCode(staff.phone) })
    return staff
  }
  async function newApprover(frozen: { reason: string; since: number } | null = null) {
    const openid = `approver-${nextNumber()}`
    await campus.put('accounts', {
      _id: accountId('approver', openid),
      openid,
      name: '新审批人',
      role: 'approver',
      unitIds: ['music'],
      active: frozen === null,
      frozen,
      removed: false,
      history: [],
      rev: 0,
      sort: `新审批人:${openid}`,
    })
    return campus.person(openid)
  }
  const anAccount = async (frozen?: { reason: string; since: number }) => {
    const accountId = (await newApprover(frozen)).openid ?? ''
    return { by: office, input: { accountId } }
  }
  async function askedAccount() {
    const { person } = await boundStaff()
    const input = {
      unitId: 'music',
      reason: '负责访客审批',
      leaderName: '欧阳志远',
      form: await stampedForm(person),
    }
    return (await person.get('account.ask', input)).requestId
  }

  const toList = (number: number): Input<'blacklist.propose'> => ({
    name: '',
    documentKind: 'mainlandId',
    document: identityOf(number).document,
    phone: identityOf(number).phone,
    plate: identityOf(number).plate,
    reason: '多次冲卡',
    evidence: [],
    from: TODAY,
    until: null,
  })
  const proposed = async () => (await office.get('blacklist.propose', toList(nextNumber()))).blacklistId
  async function listed() {
    const blacklistId = await proposed()
    await colleague.get('blacklist.answer', { blacklistId, accept: true })
    return blacklistId
  }

  const car = (number: number) => ({
    purpose: 'private' as const,
    driving: true,
    plate: identityOf(number).plate,
  })
  /** A private car let in at 雁山东门. */
  async function inside() {
    const number = nextNumber()
    const { plate } = identityOf(number)
    const booked = await bookApproved(campus, number, car(number))
    const { passageId } = await guard.get('gate.check', { gateId: GATE, direction: 'in', plate })
    return { ...booked, plate, stayId: passageId ?? '' }
  }
  /** Left without paying, hours ago. */
  async function due() {
    const { stayId } = await inside()
    campus.clock.now += 5 * HOUR
    await desk.get('vehicle.resolve', {
      stayId,
      outcome: 'leftUnpaid',
      reason: '冲卡',
      leftAt: campus.clock.now,
    })
    campus.clock.now -= 5 * HOUR
    return stayId
  }

  const emergency = (on: boolean) =>
    office.outcome('emergency.switch', { on, reason: '系统停机', openPasses: 'keep' })
  const reported = (): Input<'emergency.report'> => ({
    hostName: '李老师',
    unitName: '文学院',
    purpose: 'other',
    name: '张三',
    phone: '',
    plate: identityOf(nextNumber()).plate,
    gateIds: [GATE],
    firstDay: TODAY,
    lastDay: TODAY,
    note: '',
  })
  const filledCard = async () => {
    const number = nextNumber()
    const form = formFor(campus, number)
    const made = await approver.get('invitation.create', { form, vip: true, vouched: true })
    return { ...made, number }
  }
  const card = (): Input<'invitation.link'> => ({
    hostId: hostIn(campus, 'computing'),
    purpose: 'official',
    firstDay: TODAY,
    lastDay: TODAY,
    vip: false,
  })
  const rules = { adviseAheadDays: 7, adviseLongDays: 3 }
  const askRelease = async (): Promise<Input<'release.ask'>> => {
    const { visitId } = await pending()
    return { visitId, field: 'phone', firstDay: TODAY, lastDay: TODAY }
  }

  return {
    me: async () => ({ by: anybody(), input: {} }),
    'visit.options': async () => ({ by: anybody(), input: {} }),
    'host.search': async () => ({ by: anybody(), input: { text: '覃' } }),
    'consent.record': async () => ({ by: anybody(), input: { accepted: [demoTemplates.decision.id] } }),

    'visit.submit': async () => ({
      by: anybody(),
      input: { form: formFor(campus, nextNumber(), companions()) },
    }),
    'visit.revise': async () => {
      const number = nextNumber()
      const { visitor, visitId } = await book(campus, number)
      const { rev } = await visitor.get('visit.get', { visitId })
      const changes = { ...companions(), note: '改过' }
      return { by: visitor, input: { visitId, rev, form: formFor(campus, number, changes) } }
    },
    'visit.cancel': aVisit,
    'visit.list': async () => ({ by: (await pending()).visitor, input: { list: 'pending', cursor: null } }),
    'visit.get': aVisit,
    'pass.issue': async () => {
      const { visitor, visitId } = await bookApproved(campus, nextNumber())
      return { by: visitor, input: { visitId, holderKey: HOLDER_KEY } }
    },
    'pass.directions': async () => {
      const { pass } = await bookApproved(campus, nextNumber())
      return { by: anybody(), input: { card: pass.directions } }
    },

    'approval.list': async () => ({ by: approver, input: { list: 'pending', cursor: null } }),
    'approval.get': toDecide,
    'approval.approve': async () => {
      const { by, input } = await toDecide()
      return { by, input: { ...input, seen: await sentAt(input.visitId) } }
    },
    'approval.unmask': toDecide,
    'approval.return': async () => {
      const { by, input } = await toDecide()
      return { by, input: { ...input, reason: '改期' } }
    },
    'approval.revoke': async () => {
      const { approver: by, visitId } = await bookApproved(campus, nextNumber())
      return { by, input: { visitId, reason: '活动取消' } }
    },
    'data.read': async () => ({ by: (await pending()).visitor, input: {} }),
    'data.export': async () => ({ by: (await pending()).visitor, input: {} }),
    'data.erase': async () => ({ by: (await pending()).visitor, input: {} }),
    'data.requests': () => byOffice<'data.requests'>({ state: 'open', cursor: null }),
    'audit.list': () => byOffice<'audit.list'>({ topic: 'rules', cursor: null }),
    'audit.heads': () => byOffice<'audit.heads'>({}),
    'audit.verify': () => byOffice<'audit.verify'>({ after: 0, head: '1-0000-0000-0000-0000' }),
    'record.visits': () => byOffice<'record.visits'>({ filter: everyVisit, cursor: null }),
    'record.search': () => byOffice<'record.search'>({ text: '访客', cursor: null }),
    'record.get': async () => ({ by: office, input: { visitId: (await pending()).visitId } }),
    'record.unmask': async () => ({ by: office, input: { visitId: (await pending()).visitId } }),
    'record.passages': () => byOffice<'record.passages'>({ filter: everyPassage, cursor: null }),
    'record.exportVisits': () => byOffice<'record.exportVisits'>({ filter: everyVisit, cursor: null }),
    'record.exportPassages': () => byOffice<'record.exportPassages'>({ filter: everyPassage, cursor: null }),
    'record.dayList': () => byOffice<'record.dayList'>({ campusId: 'yanshan', day: TODAY, cursor: null }),
    'board.read': () => byOffice<'board.read'>({}),
    'figures.read': () => byOffice<'figures.read'>({ firstDay: TODAY, lastDay: TODAY }),
    'figures.export': () => byOffice<'figures.export'>({ firstDay: TODAY, lastDay: TODAY }),
    'approval.search': async () => ({
      by: approver,
      input: { text: '访客', list: null },
    }),
    'approval.decideMany': async () => {
      const booked = await Promise.all([pending(), pending(), pending()])
      const visitIds = booked.map(({ visitId }) => visitId)
      await campus.person(second).get('approval.return', { visitId: visitIds[1] ?? '', reason: '改期' })
      const seen = Object.fromEntries(
        await Promise.all(visitIds.map(async (id) => [id, await sentAt(id)] as const)),
      )
      return { by: approver, input: { visitIds, decision: 'approve', reason: '', seen } }
    },

    'gate.check': async () => {
      const { phone } = await bookApproved(campus, nextNumber())
      return { by: guard, input: { gateId: GATE, direction: 'in', code: phone.codeAt(NOW) } }
    },
    'gate.face': async () => {
      const { stayId: passageId } = await inside()
      return { by: guard, input: { gateId: GATE, passageId } }
    },
    'gate.markPurposeMismatch': async () => {
      const { stayId: passageId } = await inside()
      return { by: guard, input: { gateId: GATE, passageId } }
    },
    'gate.uploadPassages': async () => {
      const { visitId } = await bookApproved(campus, nextNumber())
      const event = {
        ...{ eventId: `valid-deliver-${nextNumber()}-0000`, gateId: GATE, direction: 'in' as const },
        ...{ way: 'qr' as const, at: NOW, offset: 0, allowed: true, reason: 'OK' as const, visitId },
        ...{ plate: null, inVehicle: false, override: null, step: null },
      }
      return { by: guard, input: { sentAt: NOW, events: [event] } }
    },
    'gate.settleConflict': async () => {
      const { visitId } = await pending()
      const event = {
        ...{ eventId: `valid-conflict-${nextNumber()}-0000`, gateId: GATE, direction: 'in' as const },
        ...{ way: 'qr' as const, at: NOW, offset: 0, allowed: true, reason: 'OK' as const, visitId },
        ...{ plate: null, inVehicle: false, override: null, step: null },
      }
      const { rows } = await guard.get('gate.uploadPassages', { sentAt: NOW, events: [event] })
      return { by: office, input: { passageId: rows[0]?.passageId ?? '', reason: '已核实' } }
    },
    'gate.wrongTries': () => byOffice<'gate.wrongTries'>({ cursor: null }),
    'gate.conflicts': () => byOffice<'gate.conflicts'>({ cursor: null }),
    'device.save': () => byOffice<'device.save'>(newDevice()),
    'device.disable': async () => {
      const device = newDevice()
      await office.get('device.save', device)
      return { by: office, input: { deviceId: device.deviceId } }
    },
    'device.list': () => byOffice<'device.list'>({ cursor: null }),
    'gate.snapshot': async () => ({ by: guard, input: { since: null, cursor: null } }),
    'gate.recent': async () => ({ by: guard, input: { gateId: GATE, cursor: null } }),

    'visit.askCancel': async () => {
      const { visitor, visitId } = await bookApproved(campus, nextNumber())
      return { by: visitor, input: { visitId, reason: '事情提前办完' } }
    },
    'visit.askChange': async () => {
      const { visitor, visitId, phone } = await bookApproved(campus, nextNumber())
      const code = phone.codeAt(campus.clock.now)
      await guard.get('gate.check', { gateId: GATE, direction: 'in', code })
      return { by: visitor, input: { visitId, lastDay: addDays(TODAY, 3), plate: '', reason: '还没办完' } }
    },
    'release.ask': async () => ({ by: anybody(), input: await askRelease() }),
    'release.list': async () => ({ by: approver, input: { cursor: null } }),
    'release.answer': async () => {
      const { releaseId } = await anybody().get('release.ask', await askRelease())
      return { by: approver, input: { releaseId, release: true } }
    },

    'blacklist.propose': () => byOffice<'blacklist.propose'>(toList(nextNumber())),
    'blacklist.list': () => byOffice<'blacklist.list'>({ list: 'waiting', cursor: null }),
    'blacklist.get': async () => byOffice<'blacklist.get'>({ blacklistId: await proposed() }),
    'blacklist.answer': async () => ({
      by: colleague,
      input: { blacklistId: await proposed(), accept: true },
    }),
    'blacklist.askLift': async () =>
      byOffice<'blacklist.askLift'>({ blacklistId: await listed(), reason: '误报' }),
    'blacklist.answerLift': async () => {
      const blacklistId = await listed()
      await office.get('blacklist.askLift', { blacklistId, reason: '误报' })
      return { by: colleague, input: { blacklistId, accept: true } }
    },

    'phone.prove': () => {
      const code = campus.cloud.phoneCode(identityOf(nextNumber()).phone)
      return Promise.resolve({ by: anybody(), input: { code } })
    },
    'staff.bind': async () => {
      const { person, phone } = await newStaff()
      return { by: person, input: { code: campus.cloud.phoneCode(phone) } }
    },
    // a try that is counted: the code itself opens once
    'account.setUp': async () => {
      await campus.put('setupCodes', {
        ...{ ...NO_TRIES, until: 0, _id: fixedHash('setup-code', setupCodeVariable()) },
      })
      return { by: anybody(), input: { code: '0000-0000-0000', name: '林保卫' } }
    },
    'unit.list': async () => ({ by: anybody(), input: {} }),
    'account.ask': async () => {
      const { person: by } = await boundStaff()
      const form = await stampedForm(by)
      return { by, input: { unitId: 'music', reason: '负责访客审批', leaderName: '欧阳志远', form } }
    },
    'account.asked': async () => ({ by: (await boundStaff()).person, input: {} }),
    'account.requests': () => byOffice<'account.requests'>({ state: 'open', cursor: null }),
    'account.answer': async () =>
      byOffice<'account.answer'>({ accountRequestId: await askedAccount(), accept: true, reason: '' }),
    'account.list': () => byOffice<'account.list'>({ cursor: null, text: '学院' }),
    'account.freeze': async () => {
      const { by, input } = await anAccount()
      return { by, input: { ...input, reason: '调岗' } }
    },
    'account.unfreeze': () => anAccount({ reason: '调岗', since: NOW }),
    'account.remove': async () => {
      const { by, input } = await anAccount()
      return { by, input: { ...input, reason: '离职' } }
    },
    'console.look': async () => ({ by: office, input: { code: await shownCode() } }),
    'console.confirm': async () => ({ by: office, input: { code: await shownCode() } }),
    'console.refuse': async () => ({ by: office, input: { code: await shownCode() } }),
    'console.sessions': () => byOffice<'console.sessions'>({}),
    'console.end': async () => {
      await signedInAtConsole()
      return { by: office, input: { sessionId: null } }
    },
    'deputy.set': async () => {
      const { staffId } = await boundStaff()
      return { by: await newApprover(), input: { staffId, firstDay: TODAY, lastDay: TODAY } }
    },
    'deputy.get': async () => ({ by: approver, input: {} }),

    'vehicle.askCheck': async () => ({ by: anybody(), input: { stayId: (await inside()).stayId } }),
    'vehicle.list': async () => ({ by: desk, input: { campusId: 'yanshan', list: 'inside', cursor: null } }),
    'vehicle.find': async () => ({ by: desk, input: { plate: (await inside()).plate } }),
    'vehicle.resolve': async () => {
      const { stayId } = await inside()
      await anybody().get('vehicle.askCheck', { stayId })
      return { by: desk, input: { stayId, outcome: 'barriersUp', reason: '活动抬杆', leftAt: null } }
    },
    'vehicle.paid': async () => ({ by: desk, input: { stayId: await due() } }),
    'traffic.close': () =>
      byOffice<'traffic.close'>({ gateIds: [GATE], from: NOW + HOUR, until: NOW + 2 * HOUR, reason: '施工' }),
    'traffic.open': async () => {
      const times = { from: NOW + HOUR, until: NOW + 2 * HOUR }
      const { controlId } = await office.get('traffic.close', { gateIds: [GATE], ...times, reason: '施工' })
      return { by: office, input: { controlId } }
    },
    'duty.list': () => byOffice<'duty.list'>({ role: 'guard' }),
    'duty.save': async () => {
      const duty = { role: 'guard' as const, staffId: null, accountId: guardOf(campus, GATE), campusIds: [] }
      await office.get('duty.save', { ...duty, gateIds: [GATE, 'yanshan-west'] })
      return { by: office, input: { ...duty, gateIds: [GATE] } }
    },
    'duty.end': async () => {
      const { staffId, person } = await boundStaff()
      const what = { role: 'desk' as const, gateIds: [], campusIds: ['yucai'] }
      await office.get('duty.save', { ...what, staffId, accountId: null })
      return { by: office, input: { role: 'desk', accountId: person.openid ?? '' } }
    },
    'staff.find': () => byOffice<'staff.find'>({ text: '覃' }),
    'gate.list': () => byOffice<'gate.list'>({}),
    'traffic.list': async () => ({ by: anybody(), input: {} }),

    'invitation.create': async () => {
      // Within ten minutes of another one the unit isn't told again.
      await campus.put('bookers', {
        ...{ _id: first, live: [], sent: 0, day: '', proved: [], announced: [], until: 0 },
      })
      return {
        by: approver,
        input: { form: formFor(campus, nextNumber(), companions()), vip: true, vouched: true },
      }
    },
    'invitation.link': async () => ({ by: approver, input: card() }),
    'invitation.close': async () => {
      const form = formFor(campus, nextNumber())
      const { invitationId } = await approver.get('invitation.create', { form, vip: true, vouched: true })
      return { by: approver, input: { invitationId } }
    },
    'invitation.list': async () => ({ by: approver, input: { cursor: null } }),
    'invitation.open': async () => {
      const { invitationId } = await approver.get('invitation.link', card())
      return { by: anybody(), input: { invitationId } }
    },
    'invitation.accept': async () => {
      const { invitationId } = await approver.get('invitation.link', card())
      return { by: anybody(), input: { invitationId, form: formFor(campus, nextNumber(), companions()) } }
    },

    'invitation.claim': async () => {
      const { invitationId, number } = await filledCard()
      return { by: anybody(), input: { invitationId, tails: tailsOf(number) } }
    },
    'invitation.undo': async () => {
      const { invitationId, number } = await filledCard()
      await anybody().get('invitation.claim', { invitationId, tails: tailsOf(number) })
      return { by: approver, input: { invitationId } }
    },

    'activity.apply': async () => ({ by: approver, input: { plan: planFor(), unitId: 'computing' } }),
    'activity.list': async () => ({ by: approver, input: { waiting: false, cursor: null } }),
    'activity.get': anActivity,
    'activity.answer': async () => {
      const { activityId } = await askedActivity(campus)
      return byOffice<'activity.answer'>({ activityId, accept: true, reason: '' })
    },
    'activity.close': anActivity,
    'activity.cancel': async () => {
      const { by, input } = await anActivity()
      return { by, input: { ...input, reason: '台风停课' } }
    },
    'activity.message': async () => {
      const { by, input } = await anActivity()
      return { by, input: { ...input, text: '会场改到报告厅' } }
    },
    'activity.addGuests': async () => {
      const { by, input } = await anActivity()
      return { by, input: { ...input, people: [listedGuest(nextNumber())] } }
    },
    'activity.guests': async () => {
      const { by, input } = await anActivity()
      return { by, input: { ...input, list: 'approved', cursor: null } }
    },
    'activity.export': anActivity,
    'activity.code': anActivity,
    'activity.open': async () => ({ by: anybody(), input: (await anActivity()).input }),
    'activity.join': async () => ({
      by: anybody(),
      input: { ...(await anActivity()).input, form: guestForm(nextNumber()) },
    }),

    'standing.apply': () =>
      Promise.resolve({
        by: approver,
        input: {
          plan: standingPlan(),
          people: [standingPerson(nextNumber())],
          papers: [],
          unitId: 'computing',
        },
      }),
    'standing.add': async () => {
      const { by, input } = await anAskedPass()
      return { by, input: { ...input, people: [standingPerson(nextNumber())] } }
    },
    'standing.revise': async () => {
      const { by, input } = await anAskedPass()
      return { by, input: { ...input, plan: standingPlan({ why: '物业维修' }) } }
    },
    'standing.list': () => Promise.resolve({ by: approver, input: { waiting: false, cursor: null } }),
    'standing.get': () => aStandingPass(),
    'standing.people': async () => {
      const { by, input } = await aStandingPass()
      return { by, input: { ...input, cursor: null } }
    },
    'standing.answer': async () => {
      const { passId } = await askedPass(campus, [standingPerson(nextNumber())])
      const { rev } = await office.get('standing.get', { passId })
      return byOffice<'standing.answer'>({ passId, accept: true, reason: '', seen: rev })
    },
    'standing.renew': async () => {
      const lastDay = addDays(TODAY, 20)
      const { by, input } = await aStandingPass(nextNumber(), { lastDay })
      return { by, input: { ...input, lastDay: addDays(TODAY, 60) } }
    },
    'standing.withdraw': async () => {
      const { by, input } = await aStandingPass()
      return { by, input: { ...input, visitIds: [], reason: '合同终止' } }
    },
    'standing.papers': async () => {
      const { by, input } = await aStandingPass()
      const photo = await handIn(by, 'paper')
      const { rev: seen } = await by.get('standing.get', input)
      const papers = [{ name: '健康证', until: addDays(TODAY, 60), photo }]
      return { by, input: { ...input, papers, seen } }
    },
    'standing.export': () => aStandingPass(),
    'standing.due': () => Promise.resolve({ by: approver, input: {} }),
    'standing.confirm': async () => {
      // Last term's.
      await campus.put('standingConfirmations', {
        ...{ _id: 'computing', confirmedOn: '2026-01-10', at: NOW - 3000 * HOUR, byName: '' },
      })
      return { by: approver, input: { unitId: 'computing' } }
    },
    'standing.claim': async () => {
      const number = nextNumber()
      await aStandingPass(number)
      const by = anybody()
      await by.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
      return { by, input: {} }
    },
    'walkIn.code': async () => {
      await openWalkIns(campus)
      return { by: campus.person(guardOf(campus, GATE)), input: { gateId: GATE } }
    },
    'walkIn.read': async () => {
      await openWalkIns(campus)
      return { by: anybody(), input: { code: shownAt(campus) } }
    },
    'walkIn.submit': async () => {
      // Called as often as a test likes.
      await openWalkIns(campus, { perHour: 400, perDay: 2000 })
      const by = anybody()
      await by.get('walkIn.read', { code: shownAt(campus) })
      return { by, input: { form: walkInForm(nextNumber()) } }
    },
    'walkIn.revoke': async () => {
      await openWalkIns(campus, {}, 'yanshan-east')
      const { visitId } = await walkIn(campus, nextNumber(), {}, 'yanshan-east')
      return byOffice<'walkIn.revoke'>({ visitId, reason: '冒用他人身份' })
    },
    'walkIn.quotas': async () => {
      await openWalkIns(campus)
      return { by: office, input: {} }
    },
    // of a gate whose places nobody has made: what is done is the same each time
    'walkIn.saveQuota': async () => {
      const gateId = `gate-${nextNumber()}`
      const west = await campus.stored<Stored & Record<string, unknown>>('gates', WALK_IN_GATE)
      await campus.put('gates', { ...west, _id: gateId, active: false })
      await openWalkIns(campus, {}, gateId)
      return { by: office, input: { gateId, quota: walkInQuota({ perHour: 12 }) } }
    },

    'host.visits': async () => ({
      by: (await boundStaff('computing')).person,
      input: { list: 'pending', cursor: null },
    }),
    'host.confirm': async () => {
      const { person, staffId } = await boundStaff('computing')
      const { visitId } = await pending({ hostId: staffId })
      return { by: person, input: { visitId, word: 'confirmed' } }
    },
    'host.get': async () => ({ by: anybody(), input: { hostId: hostIn(campus, 'computing') } }),
    'host.code': async () => ({ by: (await boundStaff()).person, input: {} }),
    'unit.get': async () => ({ by: anybody(), input: { unitId: 'computing' } }),
    'unit.code': async () => ({ by: (await boundStaff('computing')).person, input: { unitId: 'computing' } }),

    'rules.get': () => byOffice<'rules.get'>({}),
    'rules.change': async () => {
      await office.get('rules.change', rules)
      return { by: office, input: { adviseAheadDays: 9 } }
    },
    'template.save': async () => {
      await campus.put('settings', { _id: 'rules', templates: { decision: '', newBooking: '' } })
      const use = 'decision' as const
      return {
        by: office,
        input: {
          ...{ use, templateId: demoTemplates.decision.id },
          fields: [
            { part: 'result', field: 'phrase1' },
            { part: 'unit', field: 'thing2' },
            { part: 'when', field: 'thing3' },
            { part: 'note', field: 'thing4' },
          ],
        },
      }
    },
    'notice.rejected': () => byOffice<'notice.rejected'>({}),
    'tariff.add': async () => {
      await campus.put('settings', { _id: 'rules', ...rules, tariffs: SHIPPED.tariffs })
      const version = { effectiveFrom: NOW + 1000 * HOUR, label: '新标准', freeMinutes: 30 }
      return { by: office, input: { ...version, freeMode: 'threshold', rate: { form: 'entry', fen: 500 } } }
    },
    'gate.save': async () => ({
      by: office,
      input: {
        gateId: `gate-${nextNumber()}`,
        name: '新门',
        campusId: 'yanshan',
        pedestrian: true,
        vehicleBarrier: false,
        privateVehicles: 'none',
        active: false,
        order: 99,
      },
    }),
    'staff.save': async () => {
      const { person: _, ...row } = await newStaff()
      return { by: office, input: { ...row, name: '改过名' } }
    },
    'import.staff': () => byOffice<'import.staff'>({ after: '' }),
    'import.places': () => byOffice<'import.places'>({}),
    'import.phones': () => byOffice<'import.phones'>({ phones: ['13800138000'] }),
    // one who goes, one who gets another name, one who is new
    'import.write': async () => {
      const [gone, kept] = [await newStaff(), await newStaff()]
      const number = nextNumber()
      const seen = await marksSeen(office)
      const row = (staffId: string, name: string, phone: string, at: number) => ({
        ...{ row: at, cells: [staffId, name, 'music', phone] },
        ...{ seen: seen.get(staffId) ?? '', looked: false },
      })
      const rows = [
        row(kept.staffId, '改过名', kept.phone, 2),
        row(`staff-${number}`, '新来者', `1990100${String(number).padStart(4, '0')}`, 3),
      ]
      const leavers = [{ staffId: gone.staffId, seen: seen.get(gone.staffId) ?? '', looked: false }]
      return { by: office, input: { table: 'staff', rows, leavers } }
    },
    'staff.unbind': async () => ({ by: office, input: { staffId: (await boundStaff()).staffId } }),
    'file.begin': async () => {
      await photos()
      return { by: anybody(), input: FACE }
    },
    'file.keep': async () => {
      const { by, photoId, cloudPath } = await consented()
      await upload(cloudPath)
      return { by, input: { uploadId: photoId } }
    },
    'file.send': async () => {
      const kept = await campus.stored<Stored & { waiting: Upload[] }>('uploads', desk.openid ?? '')
      for (const { uploadId } of kept?.waiting ?? []) await desk.get('file.discard', { uploadId })
      const content = (await somePicture()).toString('base64')
      return { by: desk, input: { use: 'evidence', ending: 'jpg', content } }
    },
    'file.discard': async () => {
      const { by, photoId } = await consented()
      return { by, input: { uploadId: photoId } }
    },
    'face.add': toAddPhoto,
    'face.answer': async () => {
      const { by: holder, input } = await toAddPhoto()
      await holder.get('face.add', input)
      return { by: approver, input: { ...input, accept: true } }
    },
    'face.withdraw': async () => {
      const { by, photoId } = await keptPhoto()
      const { visitId } = await by.get('visit.submit', { form: formFor(campus, nextNumber(), { photoId }) })
      return { by, input: { visitId } }
    },
    'emergency.get': async () => ({ by: anybody(), input: {} }),
    'emergency.switch': async () => {
      await emergency(true)
      await emergency(false)
      return { by: office, input: { on: true, reason: '系统停机' } }
    },
    'emergency.report': async () => {
      await emergency(true)
      return { by: desk, input: reported() }
    },
    'emergency.list': async () => ({ by: desk, input: { list: 'open', cursor: null } }),
    'emergency.reconcile': async () => {
      await emergency(true)
      const { visitId } = await desk.get('emergency.report', reported())
      return { by: desk, input: { visitId, matched: true, note: '已核对' } }
    },
    'campus.inside': async () => ({ by: desk, input: { campusId: 'yanshan', cursor: null } }),
  }
}

/** One companion, so that what lies deeper in a form is there too. */
const companions = () => ({
  companions: [{ name: '同行甲', documentKind: 'passport' as const, document: 'E12345678' }],
})
