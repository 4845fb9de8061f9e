import { titleOfVisit } from '../../components/visit-card/visit-card.view'
import type { Fact } from '../../components/fact-list/fact-list'
import { daysFact } from '../../components/fact-list/fact-list.view'
import { propagationLines, type PropagationLine } from '../../components/gate-list/propagation.view'
import { closedLines } from '../../components/gate-list/closed-gates.view'
import { gateGroups, type GateGroup } from '../../components/gate-list/gate-list.view'
import { gateWays, type GateWay } from '../../components/gate-ways/gate-ways.view'
import { failureOf, isUnsettled, type ApiError, type LoadFailure } from '../../api/api-error'
import { ownClockWords } from '../../locales/clock'
import { dayOf } from '../../domain/values/days'
import { formatShortCode, STEP_MS } from '../../domain/pass/pass'
import { rightOfSigned } from '../../domain/pass/statement'
import { formatPlate } from '../../domain/values/plates'
import { invalidityAt, rightOfRow, type Validity } from '../../domain/values/validity'
import type { Way } from '../../domain/visit/purposes'
import type { VisitState } from '../../domain/visit/visit-state'
import type { IssuedPass } from '../../device-storage/issued-pass'
import { timesText } from '../../locales/standing'
import { entryWords, stepReason, validityWords, visitWords } from '../../locales/visit'
import { passWords } from '../../locales/pages/pass'

export interface PassState {
  pass: IssuedPass | null
  /** Picture of the code of the present step; empty until the first is drawn. */
  picture: string
  /** The last answer was a refusal; with a kept pass and no network the pass is shown all the same. */
  refusal: ApiError | null
  loading: boolean
  /** Server time, epoch milliseconds, and how far it is ahead of this phone's clock. */
  now: number
  clockOffset?: number
}

interface EndedPass {
  title: string
  reason: string
  advice: string
  unitName: string
  /** Empty: the unit has none. */
  phone: string
}

export interface PassView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof passWords>['labels']
  stage: 'loading' | 'failed' | 'refused' | 'ready'
  sentence: string
  failure: LoadFailure | null
  /** The booking has ended: what became of it, why, and whom to call; null while it hasn't. */
  ended: EndedPass | null
  /** Another phone has taken the pass. */
  elsewhere: boolean
  /** Beneath a refusal: where to look. */
  advice: string
  waiting: boolean
  picture: string
  shortCode: string
  /** Whole seconds until the code changes, and the share of the step that is left, in percent. */
  secondsLeft: number
  shareLeft: number
  /** 'good': may enter now. 'waiting': not now, or no more; who is inside still leaves by it. 'over': its end has come. */
  validity: 'good' | 'waiting' | 'over'
  validityWords: string
  offline: boolean
  /** Something to know about this phone's clock; empty: it is right. */
  clock: string
  facts: Fact[]
  gates: GateGroup[]
  ways: GateWay[]
  /** Of these by car, which a traffic control closes on its days, and when; empty: none. */
  closed: string
  delivery: PropagationLine[]
  /** What a card to the driver says, the pass itself left out; empty: nothing to drive to. */
  shareTitle: string
  /** What that card carries; empty: nothing. */
  card: string
}

export function passView({ pass, picture, refusal, loading, now, clockOffset = 0 }: PassState): PassView {
  const { secondsLeft, shareLeft } = stepLeft(now)
  const lost = refusal !== null && !isUnsettled(refusal)
  const shown = lost ? null : pass
  const validity =
    shown === null ? { validity: 'waiting' as const, validityWords: '' } : validityOf(shown, now)
  const gates = shown === null ? [] : gateGroups(shown.gates, shown.purposeClass, shown.visit.plate !== null)
  return {
    words: passWords().labels,
    stage:
      shown !== null ? 'ready' : refusal === null ? 'loading' : hasBooking(refusal) ? 'refused' : 'failed',
    sentence: refusal === null ? '' : refusal.message,
    failure: refusal === null ? null : failureOf(refusal),
    ended: refusal === null ? null : endedPass(refusal),
    elsewhere: refusal?.code === 'PASS_ELSEWHERE',
    advice: refusal?.code === 'PHONE_ONLY' ? passWords().phoneOnlyAdvice : passWords().refusedAdvice,
    waiting: loading,
    picture: validity.validity === 'over' ? '' : picture,
    shortCode: shown === null || validity.validity === 'over' ? '' : formatShortCode(shown.shortCode),
    secondsLeft,
    shareLeft,
    ...validity,
    offline: shown !== null && refusal !== null,
    clock: shown === null ? '' : ownClockWords(clockOffset),
    facts: shown === null ? [] : factsOf(shown, now),
    gates,
    ways: shown === null ? [] : gateWays(shown.gates, shown.purposeClass, shown.visit.plate !== null),
    closed: shown === null ? '' : closedOf(shown, now),
    // Kept on the phone it would go stale: only what the server has just said.
    delivery: shown === null || refusal !== null ? [] : propagationLines(shown.delivery),
    shareTitle: shown === null || validity.validity === 'over' ? '' : shareTitle(shown, gates, now),
    card: (pass as Partial<IssuedPass> | null)?.directions ?? '',
  }
}

/** When, by which gates and with which plate: what a driver needs to know, and nothing that opens a gate. */
function shareTitle({ visit }: IssuedPass, [first]: readonly GateGroup[], now: number): string {
  const ofCampus = (first?.campuses ?? []).map(({ gates }) => gates.map((gate) => gate.words).join(''))
  const words = ofCampus.join(passWords().listComma)
  const plate = visit.plate === null ? '' : formatPlate(visit.plate)
  return words === '' ? '' : passWords().shareTitle(validityWords(visit, dayOf(now)), words, plate)
}

/** Whether the refusal is about a booking that can be looked at. */
const hasBooking = ({ code }: ApiError): boolean =>
  ['NO_PASS', 'PASS_ELSEWHERE', 'PHONE_ONLY'].indexOf(code) >= 0

/** What a pass that was refused for good says; null for every other refusal. */
function endedPass({ code, details }: Pick<ApiError, 'code' | 'details'>): EndedPass | null {
  const { state, reason, unitName, unitPhone } = details
  if (code !== 'NO_PASS' || typeof unitName !== 'string') return null
  const words = visitWords().states[state as VisitState] ?? ''
  return {
    title: passWords().ended(words),
    reason: typeof reason === 'string' ? stepReason(reason) : '',
    advice: state === 'revoked' ? passWords().endedAdvice : passWords().endedOtherAdvice,
    unitName,
    phone: typeof unitPhone === 'string' ? unitPhone : '',
  }
}

/** How long the present code still stands. */
export function stepLeft(now: number): Pick<PassView, 'secondsLeft' | 'shareLeft'> {
  const left = STEP_MS - (now % STEP_MS)
  return { secondsLeft: Math.ceil(left / 1000), shareLeft: Math.round((left / STEP_MS) * 100) }
}

/** What its holder reads before a gate says it: by the right that the gate reads off the code. */
function validityOf(pass: IssuedPass, now: number): Pick<PassView, 'validity' | 'validityWords'> {
  const right = rightOf(pass)
  const invalidity = invalidityAt(right, now, pass.visit.right?.entriesMade)
  return {
    validity: invalidity === null ? 'good' : invalidity === 'over' ? 'over' : 'waiting',
    validityWords: entryWords(invalidity, right.firstDay, dayOf(now)),
  }
}

/** Also of one that is kept: what was ordered holds without a network. One kept from before names none. */
function closedOf(pass: IssuedPass, now: number): string {
  const { purposeClass, gates, controls = [] } = pass as Partial<Pick<IssuedPass, 'controls'>> & IssuedPass
  return pass.visit.plate === null ? '' : closedLines(purposeClass, rightOf(pass), { gates, controls }, now)
}

const rightOf = ({ statement, visit }: IssuedPass): Validity => rightOfSigned(statement) ?? rightOfRow(visit)

function factsOf(pass: IssuedPass, now: number): Fact[] {
  const { visit, headCount, ways } = pass
  const facts: Fact[] = [
    plain(passWords().name, visit.name),
    daysFact(passWords().factsLabel, validityWords(visit, dayOf(now))),
    visit.walkIn === undefined
      ? plain(passWords().hostUnit, visit.unitName)
      : plain(passWords().walkInGate, visit.walkIn.gateName),
    plain(passWords().visitPurpose, titleOfVisit(visit)),
    plain(
      passWords().heads,
      headCount > 1 ? passWords().facts(headCount, headCount - 1) : passWords().factsOfFacts,
    ),
  ]
  const right = rightOf(pass)
  if (visit.walkIn === undefined && (right.hours !== undefined || right.weekdays !== undefined))
    facts.push(daysFact(passWords().hours, timesText(right)))
  if (visit.plate !== null)
    facts.push({ label: passWords().factsOfLabel, words: formatPlate(visit.plate), figures: true })
  facts.push(
    plain(
      passWords().ways,
      ways.map((way) => visitWords().ways[way as Way] ?? way).join(passWords().listComma),
    ),
  )
  return facts
}

const plain = (label: string, words: string): Fact => ({ label, words })
