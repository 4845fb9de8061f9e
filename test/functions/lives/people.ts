import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Input, Output, VisitForm } from '../../../contract'
import { fromBase64Url } from '../../../miniprogram/domain/values/bytes'
import type { Day } from '../../../miniprogram/domain/values/days'
import { passCode, stepMessage, stepOf } from '../../../miniprogram/domain/pass/pass'
import { cast, demoCampus } from '../../../local/demo'
import { identityOf } from '../visitors'
import type { Form } from './steps'
import { BLANK_FORM } from '../../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'

/** Everybody of the lives by number, and what they hold. */
export const demo = demoCampus({ staff: 80 })

const openidOf = (id: string): string => {
  const member = cast.find((each) => each.id === id)
  if (member === undefined) throw new RangeError(`no ${id} in the cast`)
  return member.openid
}

export const visitor = (number: number): string => `visitor-${number}`
/** 0 and 1 of 计算机学院, 2 of 文学院. */
export const APPROVERS = ['approver-wei', 'approver-mo', 'approver-lu'].map(openidOf)
/** The host of 计算机学院 and of 文学院; both are bound. */
export const HOSTS = ['host-qin', 'approver-lu'].map(openidOf)
export const DESKS = ['desk-yucai', 'desk-yanshan'].map(openidOf)
export const DESK_CAMPUS = ['yucai', 'yanshan']
export const OFFICE = ['office-qin', 'office-tang'].map(openidOf)
/** 文学院 has one approver here, so that somebody has to approve an own invitation. */
export const LEFT_OUT =
  demo.approvers.find(({ openid, unitIds }) => unitIds.includes('literature') && !APPROVERS.includes(openid))
    ?.openid ?? ''
export const guardAt = (gateId: string): string =>
  demo.guards.find(({ gateIds }) => gateIds.includes(gateId))?.openid ?? ''

export const hostId = (unit: number): string =>
  demo.staff.find(({ openid }) => openid === HOSTS[unit])?.id ?? ''

/** The first four lead the lives; the simulation has guests, walk-ins and workers besides. */
export const NAMES = [
  ...['韦小宝', '陆冠英', '覃怀义', '莫大愁', '蒙冬梅', '梁秋水', '黄春生', '农夏荷'],
  ...['卢向东', '廖思源', '甘长青', '蓝大山', '罗小河', '潘建国', '邓明月', '谢家和', '苏文清'],
]
export const documentOf = (person: number): string => identityOf(person).document
export const phoneOf = (person: number): string => identityOf(person).phone
export const plateOf = (plate: number): string => identityOf(plate).plate

export const purposeOf = (official: boolean): Input<'invitation.link'>['purpose'] =>
  official ? 'official' : 'private'

export const formOf = (form: Form, first: Day, last: Day): VisitForm => ({
  ...BLANK_FORM,
  privacy: tickedAt(0),
  hostId: hostId(form.unit),
  purpose: purposeOf(form.official),
  name: NAMES[form.person] ?? '',
  phoneKind: 'mainland',
  phone: phoneOf(form.phone),
  documentKind: 'mainlandId',
  document: documentOf(form.person),
  firstDay: first,
  lastDay: last,
  driving: form.plate !== null,
  plate: form.plate === null ? '' : plateOf(form.plate),
})

/** The key of every phone here: the same in every run, so that replies can be compared. */
const SEED = Buffer.alloc(32, 7)
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const phoneKey = createPrivateKey({
  key: Buffer.concat([PKCS8_ED25519, SEED]),
  format: 'der',
  type: 'pkcs8',
})

/** The key of the phones as the server is told it: the last 32 bytes of its public form. */
export const holderKey = new Uint8Array(
  createPublicKey(phoneKey).export({ format: 'der', type: 'spki' }).subarray(-32),
)

/** The QR code of a pass as it shows at a moment. */
export function codeAt(pass: Output<'pass.issue'>, moment: number): string {
  const statement = fromBase64Url(pass.statement)
  if (statement === null) throw new Error('a pass has a statement')
  const step = stepOf(moment)
  return passCode(statement, step, new Uint8Array(sign(null, stepMessage(statement, step), phoneKey)))
}
