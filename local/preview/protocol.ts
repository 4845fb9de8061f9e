/**
 * What the stage, the phones on it and the preview's server say to each other. Stage and phones are documents of one
 * origin and call each other directly; the server speaks to both by Server-Sent Events.
 */

import type { LaneExchange, LaneRow } from '../gate-simulator/lane-row'

/** One of the demo campus's people, as the stage shows them. */
export interface Person {
  id: string
  name: string
  /** 访客, 审批人, 门岗 … */
  role: string
  /** One line that says what this person can do in the demo. */
  hint: string
  /** What this person would write into a form; null: nothing is prepared. */
  prepared: PreparedEntries | null
}

/** What somebody has ready for a visit. */
export interface PreparedEntries {
  /** As they would look the host up, and what tells that row from others. */
  host: string
  hostUnit: string
  purpose: string
  name: string
  document: string
  phone: string
  /** Empty: they come on foot. */
  plate: string
}

/** A phone on the stage and who holds it. */
export interface PhoneRow {
  id: string
  label: string
  person: Person
}

/** A subscribe message as the phone would show it. */
export interface NoticeCard {
  id: number
  /** Name of the addressee; null when nobody of the cast. */
  to: { id: string; name: string } | null
  title: string
  fields: { label: string; value: string }[]
  /** Page to open, with query; may be empty. */
  page: string
  at: number
}

/** One cloud call, as the stage lists it. */
export interface CallRow {
  id: number
  name: string
  action: string
  /** Name of the caller, if one of the cast. */
  person: string | null
  durationMs: number
  outcome: 'ok' | 'refused' | 'failed'
  /** Code and sentence of a refusal or failure; otherwise empty. */
  message: string
  at: number
}

/** Where a source fails to compile. */
export interface FaultRow {
  file: string
  line: number
  column: number
  message: string
}

/** What may be held before a lane's camera and put on its reader. */
export interface LanePicks {
  plates: string[]
  documents: string[]
}

/** Everything a fresh stage needs to know. */
export interface StageState {
  /** Made anew by `--fresh`: names the phones' storage, so that old drafts don't meet a new campus. */
  dataset: string
  appName: string
  build: number
  faults: FaultRow[]
  phones: PhoneRow[]
  cast: Person[]
  notices: NoticeCard[]
  calls: CallRow[]
  /** Null: no gate hardware. */
  gates: { lanes: LaneRow[]; exchanges: LaneExchange[]; picks: LanePicks } | null
  cloud: { file: string; documents: number }
}

/** What a phone needs to know at its start. */
export interface PhoneState {
  dataset: string
  build: number
  faults: FaultRow[]
  phone: PhoneRow
  /** Mainland mobile number of the phone's holder, for getPhoneNumber. */
  number: string
  subscriptions: Record<string, string>
}

/** Server-Sent Events of `/preview/events`; `type` is the event's name. */
export type LiveEvent =
  | { type: 'build'; build: number; faults: FaultRow[] }
  | { type: 'phones'; phones: PhoneRow[] }
  | { type: 'notice'; notice: NoticeCard }
  | { type: 'call'; call: CallRow }
  | { type: 'lane'; lane: LaneRow }
  | { type: 'exchange'; exchange: LaneExchange }

/** A card made by onShareAppMessage. */
export interface SharedCard {
  title: string
  path: string
  imageUrl: string
  from: string
}

/** Where and how a program is started. Scenes are WeChat's numbers (1001 list, 1007 card in a chat, 1014 notice, 1047 code). */
export interface Launch {
  url: string
  scene: number
}

/**
 * A face that somebody moves by hand: middle and width in fractions of the screen, `turn` in degrees, and how many
 * people are there.
 */
export interface SimulatedFace {
  x: number
  y: number
  size: number
  turn: number
  count: number
}

/** What a phone offers to the stage: `frame.contentWindow.phone`. */
export interface PhoneHandle {
  launch(launch: Launch): void
  setOffline(offline: boolean): void
  setLargeType(large: boolean): void
  receiveCard(card: SharedCard): void
  /** After a compile: loads the new program or shows what is wrong. */
  refresh(build: number, faults: FaultRow[]): void
  route(): string
  /** Something changed elsewhere: the page on top is read anew, as if it was pulled down. */
  glance(): void
  /** Moves the simulated face; returns where it is. */
  moveFace(change: Partial<SimulatedFace>): SimulatedFace
}

/** What the stage offers to a phone: `window.parent.stage`. */
export interface StageHandle {
  neighbours(phone: string): PhoneRow[]
  /** The document that another phone shows now. */
  screen(phone: string): Document | null
  sendCard(phone: string, card: SharedCard): void
  /** Face tracking runs on that phone, or not any more, and needs a face moved by hand. */
  faceControl(phone: string, shown: boolean): void
}

/**
 * What a program did on a phone that measures it: `/phone/1?measured=row-skeleton`, where the selector says what pages show
 * while they load. `at`: milliseconds since its document began.
 */
export type MeterEntry =
  | { kind: 'open'; at: number; page: string }
  /** The opened page no longer loads; `painted`: 0 until that is on the screen. */
  | { kind: 'screen'; at: number; page: string; painted: number }
  /** `of`: the page or component whose setData it was; `page`: the page it stands on; `bytes`: of the JSON, in UTF-8. */
  | { kind: 'setData'; at: number; page: string; of: string; bytes: number }
  /** `page`: the one on top when it was asked. */
  | { kind: 'call'; at: number; page: string; action: string }

/** Something that takes a tap; what looks the same has the same name. */
export interface TapTarget {
  element: Element
  name: string
}

/** What a measured phone offers: `window.meter`. */
export interface MeterHandle {
  readonly entries: MeterEntry[]
  /** Resolves when for `restMs` nothing was written down, no call waits for its answer, no timer or frame is soon due. */
  atRest(restMs: number): Promise<void>
  /** Nodes of the page on top, shadow trees included. */
  nodes(): number
  /** What takes a tap on the page on top. */
  tapTargets(): TapTarget[]
}
