import { randomUUID } from 'node:crypto'
import nacl from 'tweetnacl'
import type { Input, VisitForm } from '../../../contract'
import { demoCampus } from '../../../local/demo'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { addDays, dayOf } from '../../../miniprogram/domain/values/days'
import { mainlandId } from '../../domain/builders'
import type { Journey } from '../journey'
import { castMember, change, offStage, staffId } from '../people'
import { BLANK_FORM } from '../../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'
import { codeInPicture } from '../walk-in-code'

/** A running system, and a way to put pictures into its private storage. */
export interface Stage extends Pick<Journey, 'started'> {
  /** Resolves with the file's id. */
  upload(cloudPath: string): Promise<string>
  /** Sends a picture as this person's phone does; resolves with its `uploadId`. */
  handIn(openid: string, use: 'accountForm' | 'evidence'): Promise<string>
}

/** What the pages that show one thing are opened with; undefined on the empty campus. */
export interface Made {
  approved?: string
  pending?: string
  returned?: string
  invitation?: string
  /** What the card for the driver carries. */
  directions?: string
  activity?: string
  /** A gate's code that was scanned just now. */
  walkIn?: string
  standing?: string
  listed?: string
}

/** The visitor at the gate page in each of the two lived-in states. */
export const AT_GATE = {
  usual: { document: mainlandId(1), name: '林晓雨' },
  long: { document: mainlandId(101), name: '阿卜杜热合曼·买买提吐尔逊' },
} as const

/** A name as somebody types it who wants to be understood. */
export const LONG_DEVICE = '育才校区西门（靠近三里店大圆盘）机动车进口二号车道车牌相机与补光灯'

const openid = (id: string): string => castMember(id).openid
const HOUR = 3_600_000

/** A gate lets people in without a booking, and this visitor has scanned its code: the page opens with it later too. */
async function walkInCode(stage: Stage, office: string, visitor: string): Promise<string> {
  await offStage(stage, office, 'walkIn.saveQuota', {
    gateId: 'yucai-west',
    quota: { open: true, fromHour: 0, untilHour: 24, perHour: 20, perDay: 200 },
  })
  const { picture } = await offStage(stage, openid('guard-yucai'), 'walkIn.code', { gateId: 'yucai-west' })
  const code = await codeInPicture(picture ?? '')
  await offStage(stage, visitor, 'walkIn.read', { code })
  return code
}

interface Booking extends Partial<VisitForm> {
  number: number
}

/** What the visitors of one of the states are like. */
interface Life {
  offset: number
  name: string
  firstPlate: string
  plates: (number: number) => string
  note: string
  reason: string
  days: number
  companions: number
}

const USUAL: Life = {
  offset: 0,
  name: AT_GATE.usual.name,
  firstPlate: '桂CD12345',
  plates: (number) => `桂C1${String(number).padStart(4, '0')}`,
  note: '参加学院的课程研讨，联系人覃老师',
  reason: '请写明联系人和办事地点',
  days: 1,
  companions: 1,
}

const LONG: Life = {
  offset: 100,
  name: AT_GATE.long.name,
  firstPlate: '新AD88888',
  plates: (number) => `新AF${String(number).padStart(5, '8')}`,
  note: '参加国际学术会议筹备与场地勘察，随车携带投影、同声传译和直播设备共十二箱，需在教学楼东侧装卸，'
    .repeat(4)
    .slice(0, 200),
  reason:
    '来访事由与所填写的被访单位业务不一致，请联系被访人核实后写明会议名称、地点、起止时间和随行人员安排，再重新提交。'
      .repeat(2)
      .slice(0, 100),
  days: 15,
  companions: 10,
}

/** An ordinary day on campus: of everything the pages can show, some. */
export const liveUsually = (stage: Stage): Promise<Made> => live(stage, USUAL)

/** Names as long as people and units have them, and every list a little fuller. */
export async function liveLong(stage: Stage): Promise<Made> {
  const units = {
    computing: '计算机科学与工程学院（人工智能与软件产业学院）',
    literature: '文学院（新闻与传播学院、国家语言文字推广基地）',
  }
  for (const [id, name] of Object.entries(units)) await change(stage, 'units', id, { name })
  await change(stage, 'gates', 'yucai-west', { name: '育才校区西门（靠近三里店大圆盘）' })
  await change(stage, 'gates', 'yanshan-west', { name: '雁山校区西门（雁中路施工车辆入口）' })
  const host = { name: '覃古丽巴哈尔·阿不都热西提', unitName: units.computing }
  await change(stage, 'staff', staffId('覃海燕', 'computing'), host)
  return live(stage, LONG)
}

async function live(stage: Stage, life: Life): Promise<Made> {
  const today = dayOf(Date.now())
  const [lin, zhou, wei, desk] = ['visitor-lin', 'visitor-zhou', 'approver-wei', 'desk-yucai'].map(
    openid,
  ) as [string, string, string, string]
  const [office, colleague] = [openid('office-qin'), openid('office-tang')]
  const hostId = staffId('覃海燕', 'computing')
  const formOf = ({ number, ...changes }: Booking): VisitForm => ({
    ...BLANK_FORM,
    privacy: tickedAt(0),
    hostId,
    purpose: 'official',
    name: life.name,
    phoneKind: 'mainland',
    phone: `1380077${String(life.offset + number).padStart(4, '0')}`,
    documentKind: 'mainlandId',
    document: mainlandId(life.offset + number),
    firstDay: today,
    lastDay: addDays(today, life.days - 1),
    driving: true,
    plate: number === 1 ? life.firstPlate : life.plates(number),
    companions: Array.from({ length: life.companions }, (_, index) => ({
      name: life.name,
      documentKind: 'mainlandId' as const,
      document: mainlandId(life.offset + 10 * number + index, '19850607'),
    })),
    note: life.note,
    ...changes,
  })
  const book = async (who: string, booking: Booking) =>
    (await offStage(stage, who, 'visit.submit', { form: formOf(booking) })).visitId
  const approve = (visitId: string) => offStage(stage, wei, 'approval.approve', { visitId })
  const admit = (number: number, direction: 'in' | 'out') =>
    offStage(stage, openid('guard-yucai'), 'gate.check', {
      gateId: 'yucai-west',
      direction,
      plate: number === 1 ? life.firstPlate : life.plates(number),
    })

  // A few people book for all that the pages show.
  await offStage(stage, office, 'rules.change', { maxLiveBookings: 1000, maxBookingsADay: 1000 })

  // Own bookings in every state, and what waits for the approver and the host.
  const approved = await book(lin, { number: 1 })
  await approve(approved)
  const file = await stage.upload('faces/portrait.jpg')
  await change(stage, 'visits', approved, { face: { photoId: 'portrait', file, consentAt: Date.now() } })
  const returned = await book(lin, { number: 2, purpose: 'private' })
  await offStage(stage, wei, 'approval.return', { visitId: returned, reason: life.reason })
  const pending = await book(lin, { number: 3 })
  await book(zhou, { number: 4, purpose: 'household', driving: false, plate: '', companions: [] })
  const cancelled = await book(lin, { number: 5 })
  await offStage(stage, lin, 'visit.cancel', { visitId: cancelled })
  await offStage(stage, openid('host-qin'), 'host.confirm', { visitId: approved, word: 'confirmed' })

  // A car that is inside, one that is asked about, one that owes, and one at the wrong gate.
  const inside = await admit(1, 'in')
  await change(stage, 'stays', inside.passageId!, { enteredAt: Date.now() - 3 * HOUR })
  for (const number of [6, 7]) {
    await approve(await book(zhou, { number, purpose: 'private', companions: [] }))
    const entered = await admit(number, 'in')
    await change(stage, 'stays', entered.passageId!, { enteredAt: Date.now() - 26 * HOUR })
    if (number === 6) await offStage(stage, zhou, 'vehicle.askCheck', { stayId: entered.passageId! })
    else await admit(number, 'out')
  }
  await admit(3, 'in')

  await offStage(stage, zhou, 'release.ask', {
    visitId: pending,
    field: 'plate',
    firstDay: today,
    lastDay: addDays(today, life.days - 1),
  })

  const link = {
    hostId,
    purpose: 'official' as const,
    firstDay: today,
    lastDay: addDays(today, life.days - 1),
  }
  const filled = (number: number) =>
    offStage(stage, wei, 'invitation.create', { form: formOf({ number }), vip: true, vouched: true })
  await offStage(stage, wei, 'invitation.link', { ...link, vip: true })
  const taken = formOf({ number: 9 })
  const { invitationId: takenId } = await filled(9)
  await offStage(stage, zhou, 'invitation.claim', {
    invitationId: takenId,
    tails: { phone: taken.phone.slice(-4), document: taken.document.slice(-4) },
  })
  const { invitationId } = await filled(8)
  const { activityId } = await offStage(stage, wei, 'activity.apply', {
    unitId: 'computing',
    plan: {
      // Late in the evening today's hours are over.
      ...{
        title: `${life.name}学术报告会`,
        purpose: 'official',
        firstDay: today,
        lastDay: addDays(today, 1),
      },
      ...{ hours: { from: 8 * 60, until: 22 * 60 }, gateIds: [], quota: 1, asksPlate: true },
      question: '所在单位',
    },
  })
  await offStage(stage, office, 'activity.answer', { activityId, accept: true, reason: '' })
  for (const number of [41, 42])
    await offStage(stage, `activity-guest-${life.days}-${number}`, 'activity.join', {
      activityId,
      form: {
        ...{ name: life.name, phoneKind: 'mainland', phone: `1380077${life.days}${number}0`.slice(0, 11) },
        ...{ documentKind: 'mainlandId', document: mainlandId((life.days * 100 + number) % 1000), plate: '' },
        answer: life.reason,
        privacy: tickedAt(0),
      },
    })

  const standing = await haveStandingPass(stage, life, wei, office)

  // The office's work.
  for (const [who, unitId] of [
    ['host-qin', 'computing'],
    ['approver-lu', 'computing'],
  ] as const)
    await offStage(stage, openid(who), 'account.ask', {
      unitId,
      reason: life.reason,
      leaderName: life.name,
      form: await stage.handIn(openid(who), 'accountForm'),
    }).catch(asked)
  const propose = async (number: number) => {
    const by = number % 2 === 0 ? office : desk
    const evidence = [await stage.handIn(by, 'evidence'), await stage.handIn(by, 'evidence')]
    return offStage(stage, by, 'blacklist.propose', {
      name: life.name,
      documentKind: 'mainlandId',
      document: mainlandId(life.offset + 50 + number),
      phone: '',
      plate: life.plates(50 + number),
      reason: life.reason,
      evidence,
      from: today,
      until: number === 1 ? null : addDays(today, 90),
    })
  }
  await propose(1)
  const listed = await propose(2)
  await offStage(stage, colleague, 'blacklist.answer', { blacklistId: listed.blacklistId, accept: true })
  await propose(3)
  const accountId = demoCampus().approvers.find(({ unitIds }) => unitIds.includes('music'))!.openid
  await offStage(stage, office, 'account.freeze', { accountId, reason: life.reason }).catch(asked)
  await offStage(stage, office, 'traffic.close', {
    gateIds: life.days > 1 ? ['yucai-east', 'yucai-west', 'yanshan-west'] : ['yucai-east'],
    from: Date.now(),
    until: Date.now() + 8 * HOUR,
    reason: life.reason,
  })
  if (life === USUAL) await offStage(stage, office, 'emergency.switch', { on: true, reason: life.reason })
  await offStage(stage, desk, 'emergency.report', {
    hostName: life.name,
    unitName: '计算机学院',
    purpose: 'other',
    name: life.name,
    phone: `1380078${String(life.offset).padStart(4, '0')}`,
    plate: life.plates(70),
    gateIds: ['yucai-west'],
    firstDay: today,
    lastDay: today,
    note: life.reason,
  })
  await haveDevices(stage, life, office)
  await passOffline(stage, [returned, cancelled])
  // the phone that opens the pass later takes it from this one
  const holderKey = toBase64Url(nacl.sign.keyPair().publicKey)
  const { directions } = await offStage(stage, lin, 'pass.issue', { visitId: approved, holderKey })
  return {
    approved,
    pending,
    returned,
    invitation: invitationId,
    directions,
    activity: activityId,
    walkIn: await walkInCode(stage, office, zhou),
    standing,
    listed: listed.blacklistId,
  }
}

/** A crew with papers that end soon, one of them withdrawn. */
async function haveStandingPass(stage: Stage, life: Life, wei: string, office: string): Promise<string> {
  const today = dayOf(Date.now())
  const { passId } = await offStage(stage, wei, 'standing.apply', {
    unitId: 'computing',
    plan: {
      ...{ why: `${life.name}维保`.slice(0, 30), firstDay: today, lastDay: addDays(today, 20), fee: 'free' },
      ...{ weekdays: [1, 2, 3, 4, 5], hours: { from: 7 * 60, until: 19 * 60 }, gateIds: [] },
    },
    people: [51, 52, 53].map((number) => ({
      ...{ name: life.name, phoneKind: 'mainland', phone: `1380088${life.days}${number}0`.slice(0, 11) },
      ...{ documentKind: 'mainlandId', document: mainlandId((life.days * 100 + number) % 1000), plate: '' },
    })),
    papers: [{ name: '上岗证', until: addDays(today, 10), photo: null }],
  })
  await offStage(stage, office, 'standing.answer', { passId, accept: true, reason: '' })
  const { rows } = await offStage(stage, wei, 'standing.people', { passId, cursor: null })
  const [first, second] = rows
  if (second !== undefined) {
    const face = {
      photoId: 'portrait',
      file: await stage.upload('faces/portrait.jpg'),
      consentAt: Date.now(),
    }
    await change(stage, 'visits', second.id, { face })
  }
  if (first !== undefined)
    await offStage(stage, wei, 'standing.withdraw', { passId, visitIds: [first.id], reason: life.reason })
  return passId
}

/** What the same person asked for on the ordinary day stands in the long one, too. */
function asked(refusal: Error): void {
  if (!/ACCOUNT_/.test(refusal.message)) throw refusal
}

/** Hardware at the gates: one that works, one with a field error, one that is silent, one that never came, one out of use. */
async function haveDevices(stage: Stage, life: Life, office: string): Promise<void> {
  const now = Date.now()
  const long = life === LONG
  const traits = { mayOverride: long, unsigned: false, addresses: [], renewSecret: false }
  const states: Array<[Input<'device.save'>['kind'], string, Record<string, unknown>]> = [
    ['qrHead', '西门扫码头', { seenAt: now, knowsUpTo: now }],
    [
      'plateCamera',
      '西门进口车牌相机',
      { seenAt: now, knowsUpTo: now, fieldErrors: ['镜头被遮挡'], clockOffset: 240_000 },
    ],
    ['faceReader', '西门人脸终端', { seenAt: now - HOUR, knowsUpTo: now - HOUR }],
    ['idReader', '西门证件阅读器', {}],
    ['controller', '旧道闸控制器', { seenAt: now - 9 * HOUR, knowsUpTo: now - 9 * HOUR }],
  ]
  for (const [at, [kind, name, state]] of states.entries()) {
    const deviceId = `screen-${life.offset}-${at}`
    const device = {
      deviceId,
      kind,
      name: long ? LONG_DEVICE : name,
      gateId: 'yucai-west',
      direction: 'in' as const,
    }
    await offStage(stage, office, 'device.save', { ...device, ...traits })
    await change(stage, 'deviceStates', deviceId, state)
    if (kind === 'controller') await offStage(stage, office, 'device.disable', { deviceId })
  }
}

/** A guard without a network let pass whom the server would not have, and somebody nobody knows. */
async function passOffline(stage: Stage, visitIds: string[]): Promise<void> {
  const at = Date.now() - HOUR
  const events = [...visitIds, null].map((visitId, index) => ({
    ...{ eventId: randomUUID(), gateId: 'yucai-west', direction: 'in' as const, way: 'qr' as const },
    ...{ at: at + index * 60_000, offset: 0, allowed: true, visitId, plate: null, step: null },
    ...{ reason: visitId === null ? ('OVERRIDE' as const) : ('OK' as const), override: null },
  }))
  await offStage(stage, openid('guard-yucai'), 'gate.uploadPassages', { sentAt: Date.now(), events })
}
