/**
 * Every reason that a gate answers with (spec 5.1), and all that hangs on it, in one table: what a device does, what the
 * visitor does next, what the office does about a passage that the server would have refused so, who may override it.
 * The words stand in locales/, by the codes used here.
 */
export const GATE_REASONS = [
  'OK',
  'NOT_FOUND',
  'PENDING',
  'RETURNED',
  'REVOKED',
  'CANCELLED',
  'NOT_YET',
  'EXPIRED',
  'WRONG_GATE',
  'EXIT_ONLY',
  'BLACKLIST',
  'ALREADY_INSIDE',
  'NOT_INSIDE',
  'NO_VEHICLE',
  'FEE_DUE',
  'TRAFFIC_CONTROL',
  'OVERRIDE',
  'ENTRY_ONLY',
  'BAD_SIGNATURE',
  'STALE_CODE',
  'REPLAYED',
  'LOW_CONFIDENCE',
  'COMPANION_REFUSED',
  'OUTSIDE_HOURS',
  'NO_ENTRIES_LEFT',
  'GUARD_ONLY',
  'CODE_USED',
  'OTHER_PHONE',
  'PAPERS_EXPIRED',
] as const
export type GateReason = (typeof GATE_REASONS)[number]

/** What a device does with an answer. `hold`: it stays shut, and the guard at hand can settle it. */
export const GATE_DECISIONS = ['allow', 'deny', 'hold'] as const
export type GateDecision = (typeof GATE_DECISIONS)[number]

export type NextStep =
  | 'nothing'
  | 'showPass'
  | 'askUnit'
  | 'correctBooking'
  | 'askHost'
  | 'bookAnew'
  | 'bookedDays'
  | 'comeInHours'
  | 'renewPapers'
  | 'gatesOnPass'
  | 'enterElsewhere'
  | 'leaveElsewhere'
  | 'askSecurity'
  | 'checkWhetherLeft'
  | 'addVehicle'
  | 'payFee'
  | 'otherGate'
  | 'showAgain'
  | 'showLive'
  | 'waitForCode'
  | 'companionsStay'
  | 'showPassOrGuard'

/** What the office does about a passage that was decided without the server. */
export type Advice =
  | 'askGuard'
  | 'findNow'
  | 'askUnit'
  | 'comparePassages'
  | 'compareShortCode'
  | 'registerLate'
  | 'askWhoPassed'
  | 'checkLane'
  | 'checkVehicle'

interface ReasonRule {
  /** `allow`: it refuses nobody, and stands beside an answer as a hint or as its reason. */
  decision: GateDecision
  nextStep: NextStep
  advice: Advice
  override: 'guard' | 'nobody'
}

const rule = (
  decision: GateDecision,
  nextStep: NextStep,
  advice: Advice,
  override: ReasonRule['override'] = 'guard',
): ReasonRule => ({ decision, nextStep, advice, override })

export const REASONS: Readonly<Record<GateReason, ReasonRule>> = {
  OK: rule('allow', 'nothing', 'askGuard'),
  OVERRIDE: rule('allow', 'nothing', 'askGuard'),
  NOT_INSIDE: rule('allow', 'nothing', 'checkVehicle'),
  ENTRY_ONLY: rule('deny', 'leaveElsewhere', 'checkLane'),
  EXIT_ONLY: rule('deny', 'enterElsewhere', 'checkLane'),
  // Nobody overrides the blacklist, nor a code that has just let somebody pass.
  BLACKLIST: rule('deny', 'askSecurity', 'findNow', 'nobody'),
  BAD_SIGNATURE: rule('deny', 'showAgain', 'askWhoPassed'),
  STALE_CODE: rule('deny', 'showLive', 'askGuard'),
  GUARD_ONLY: rule('hold', 'showPassOrGuard', 'checkLane'),
  LOW_CONFIDENCE: rule('hold', 'showPassOrGuard', 'askGuard'),
  NOT_FOUND: rule('deny', 'showPass', 'registerLate'),
  WRONG_GATE: rule('deny', 'gatesOnPass', 'checkLane'),
  PENDING: rule('deny', 'askUnit', 'askUnit'),
  RETURNED: rule('deny', 'correctBooking', 'askUnit'),
  REVOKED: rule('deny', 'askHost', 'askUnit'),
  CANCELLED: rule('deny', 'bookAnew', 'askUnit'),
  EXPIRED: rule('deny', 'bookedDays', 'askUnit'),
  NOT_YET: rule('deny', 'bookedDays', 'askUnit'),
  OUTSIDE_HOURS: rule('deny', 'comeInHours', 'askUnit'),
  NO_ENTRIES_LEFT: rule('deny', 'bookAnew', 'askUnit'),
  PAPERS_EXPIRED: rule('hold', 'renewPapers', 'askUnit'),
  NO_VEHICLE: rule('hold', 'addVehicle', 'askGuard'),
  TRAFFIC_CONTROL: rule('deny', 'otherGate', 'checkLane'),
  FEE_DUE: rule('hold', 'payFee', 'checkVehicle'),
  ALREADY_INSIDE: rule('hold', 'checkWhetherLeft', 'checkVehicle'),
  COMPANION_REFUSED: rule('hold', 'companionsStay', 'askGuard'),
  REPLAYED: rule('deny', 'waitForCode', 'comparePassages', 'nobody'),
  CODE_USED: rule('deny', 'showPass', 'compareShortCode'),
  OTHER_PHONE: rule('deny', 'showAgain', 'comparePassages'),
}

/** False for a reason that only a newer server knows. */
export const isGateReason = (reason: string): reason is GateReason =>
  Object.prototype.hasOwnProperty.call(REASONS, reason)

/** What a device does with an answer. */
export function decisionOf(allowed: boolean, reason: GateReason): GateDecision {
  if (allowed) return 'allow'
  return REASONS[reason].decision === 'hold' ? 'hold' : 'deny'
}

/**
 * Whether a guard may let pass what was refused for this reason, with a reason of their own (spec 5.1): on the phone,
 * on the server, by a device that the office trusts with it, and in what is recorded late. A reason that only a newer
 * server knows is left to that server.
 */
export const mayOverride = (reason: string): boolean =>
  !isGateReason(reason) || REASONS[reason].override === 'guard'

/**
 * Whether a guard compares the photo with the face: of who passes, and of whom a guard has to settle. Somebody who
 * stays outside anyway is looked at by nobody (spec 9).
 */
export const isCompared = (allowed: boolean, reason: GateReason): boolean =>
  decisionOf(allowed, reason) !== 'deny'
