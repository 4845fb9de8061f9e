import type { Shown } from '../../../gate-simulator/lane-row'
import { element } from '../../runtime/dom'
import { readCode } from '../../runtime/read-code'
import { drawnCodes } from '../../runtime/screen-picture'
import { certainty, hint, line, pick, picks, select } from './controls'

/** A phone as a lane's readers find it. */
export interface PhoneBefore {
  name: string
  role: string
  screen(): Document | null
  /** Page and query it shows. */
  route: string
}

/** What was read, without the lane's direction. */
export type Read = (shown: Omit<Shown, 'direction'>) => void

/** Reads what a phone shows, as it is drawn on its screen. `say`: there is nothing to read. */
export function qrHead(phones: readonly PhoneBefore[], read: Read, say: (words: string) => void): Node[] {
  const inVehicle = element('input', { type: 'checkbox' })
  const seen = (code: string): void => read(inVehicle.checked ? { code, inVehicle: true } : { code })
  const held = async (phone: PhoneBefore): Promise<void> => {
    const { name } = phone
    const screen = phone.screen()
    const code = screen === null ? null : await readCode(drawnCodes(screen))
    if (code === null) say(`没有在${name}的手机上看到二维码：请先打开通行证`)
    else seen(code)
  }
  return [
    element(
      'div',
      { class: 'reader-head' },
      hint('把一部手机放到扫码头前'),
      element('label', { class: 'tick' }, inVehicle, '开着预约的车'),
    ),
    picks(...phones.map((phone) => pick(phone.name, () => void held(phone), phone.role))),
    line({ label: '短码', placeholder: '或输入 8 位短码', press: '核验' }, seen),
  ]
}

export function plateCamera(plates: readonly string[], read: Read): Node[] {
  const sure = certainty()
  const seen = (number: string): void => read({ plate: { number, confidence: sure.value() } })
  return [
    hint('一辆车开到相机前'),
    picks(...plates.map((plate) => pick(plate, () => seen(plate)))),
    line({ label: '车牌', placeholder: '其它车牌，如 桂A12345', press: '驶来' }, seen),
    sure.root,
  ]
}

type DocumentKind = NonNullable<NonNullable<Shown['document']>['kind']>

/** Kinds of the contract, as people call them. */
const DOCUMENTS: ReadonlyArray<readonly [DocumentKind, string]> = [
  ['mainlandId', '身份证'],
  ['passport', '护照'],
  ['hkMacauPermit', '港澳通行证'],
  ['taiwanPermit', '台胞证'],
  ['foreignerPermit', '永居证'],
]

export function idReader(documents: readonly string[], read: Read): Node[] {
  const kinds = select('证件类型', DOCUMENTS)
  const put = (kind: DocumentKind, number: string): void => read({ document: { kind, number } })
  return [
    hint('把证件放到阅读器上'),
    picks(...documents.map((number) => pick(number, () => put('mainlandId', number)))),
    line(
      { label: '证件号码', placeholder: '其它证件号码', press: '放上' },
      (number) => put(kinds.value as DocumentKind, number),
      kinds,
    ),
  ]
}

/** Faces are matched on the device: what leaves it is the reference it was given with the photo, the visit's. */
export function faceTerminal(phones: readonly PhoneBefore[], read: Read): Node[] {
  const sure = certainty()
  const seen = (person: string): void => read({ face: { person, confidence: sure.value() } })
  const opened = phones.flatMap(({ name, route }) => {
    const visit = /[?&]id=([\w-]+)/.exec(route)?.[1]
    return visit === undefined ? [] : [pick(`${name}打开的预约`, () => seen(visit), visit)]
  })
  return [
    hint('面部在终端上比对，报给系统的只是人员编号，即带照片的那次预约的编号'),
    picks(...opened),
    line({ label: '人员编号', placeholder: '人员编号', press: '识别' }, seen),
    sure.root,
  ]
}
