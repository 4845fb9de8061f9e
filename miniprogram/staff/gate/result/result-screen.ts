import { faceView, NO_FACE, type FaceView } from './face.view'

/** What the guard does about an answer: letting pass with a reason, taking the fee, marking the purpose. */
export interface GateWork {
  doing: 'nothing' | 'paying' | 'marking'
  /** The sheet for the reason of an override is open. */
  explaining: boolean
  marked: boolean
  /** Why the last try failed; empty otherwise. */
  failure: string
}

export const NO_WORK: GateWork = { doing: 'nothing', explaining: false, marked: false, failure: '' }

/** What the result of a check shows, decided by the server or on this phone. */
export interface ResultView {
  tone: 'wait' | 'pass' | 'stop' | 'unsure'
  icon: string
  /** 放行 / 不放行: the one word. */
  word: string
  /** Plate or name, the largest after the word; empty when unknown. */
  subject: string
  /** The name when the plate is the subject. */
  beneath: string
  sentence: string
  nextStep: string
  unit: string
  days: string
  headCount: string
  /** 贵宾; empty for everybody else. */
  vip: string
  /** The photo to compare with. */
  face: FaceView
  /** Something to know beside the answer. */
  hint: string
  /** 离线判定, and how old the list is that it stands on; empty: the server decided. */
  mark: string
  /** Where the rules can't say, the guard does: the two buttons; empty: none. */
  permit: string
  deny: string
  /** Parking fee to be taken, '¥4.00'; empty: none. */
  fee: string
  /** Words about a stay without a fee. */
  free: string
  /** Buttons of their own; empty: none. */
  pay: string
  purposeMismatch: string
  override: string
  failure: string
  explaining: boolean
  /** Where and which way, so that a wrong setting is seen. */
  place: string
  action: string
  /** The action asks again instead of going on. */
  retries: boolean
  /** Second, quiet way out; empty: none. */
  leave: string
  /** The tap (anywhere) goes on to the next visitor; otherwise only buttons act. */
  tapGoesOn: boolean
  busy: boolean
  /** Share of the countdown still to run as a percentage; -1: none runs. */
  countdown: number
}

/** No button of its own, and nothing that failed. */
export const NO_OFFERS = { pay: '', purposeMismatch: '', override: '', failure: '', explaining: false }

/** A screen that says nothing beside its word. */
export const NOTHING = {
  ...NO_OFFERS,
  ...{ mark: '', permit: '', deny: '' },
  ...{ subject: '', beneath: '', nextStep: '', unit: '', days: '', headCount: '', vip: '', leave: '' },
  ...{ hint: '', fee: '', free: '', retries: false, face: faceView(NO_FACE) },
}
