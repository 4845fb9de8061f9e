import type { LoadFailure } from '../../api/api-error'
import type { Output } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import { daysFact } from '../../components/fact-list/fact-list.view'
import { closedLines } from '../../components/gate-list/closed-gates.view'
import { gateGroups, type GateGroup } from '../../components/gate-list/gate-list.view'
import { gateWays, type GateWay } from '../../components/gate-ways/gate-ways.view'
import { dayOf } from '../../domain/values/days'
import { invalidityAt, rightOfRow } from '../../domain/values/validity'
import { timesText } from '../../locales/standing'
import { entryWords, validityWords } from '../../locales/visit'
import { directionsWords } from '../locales/directions'

export type Directions = Output<'pass.directions'>
type Visit = NonNullable<Directions['visit']>

export interface DirectionsPageState {
  directions: Directions | null
  failure: LoadFailure | null
  loading: boolean
  now: number
}

export interface DirectionsView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof directionsWords>['labels']
  stage: 'loading' | 'failed' | 'closed' | 'open'
  failure: LoadFailure | null
  waiting: boolean
  /** Of one that doesn't lead there: how it is, and whom to ask. */
  sentence: string
  advice: string
  /** Whether the visitor may enter at this moment, or from when on. */
  title: string
  facts: Fact[]
  gates: GateGroup[]
  closed: string
  ways: GateWay[]
}

export const initialDirections = (): DirectionsPageState => ({
  ...{ directions: null, failure: null, loading: true, now: 0 },
})

/**
 * What was read stays when reading it again fails on the way: a tunnel is no reason to lose the gate. One that has ended is
 * said to have.
 */
export function directionsView({ directions, failure, loading, now }: DirectionsPageState): DirectionsView {
  const visit = directions?.visit ?? null
  const isGone = failure !== null && !failure.again
  const ended = directions === null || directions.state === 'open' ? null : directions.state
  return {
    words: directionsWords().labels,
    stage: isGone || (directions === null && failure !== null) ? 'failed' : stageOf(directions),
    failure,
    waiting: loading,
    sentence: ended === null ? '' : directionsWords()[ended].sentence,
    advice: ended === null ? '' : directionsWords()[ended].advice,
    ...(visit === null ? { title: '', facts: [], gates: [], closed: '', ways: [] } : wayView(visit, now)),
  }
}

function stageOf(directions: Directions | null): DirectionsView['stage'] {
  if (directions === null) return 'loading'
  return directions.visit === null ? 'closed' : 'open'
}

function wayView(
  visit: Visit,
  now: number,
): Pick<DirectionsView, 'title' | 'facts' | 'gates' | 'closed' | 'ways'> {
  const { firstDay, lastDay, hours, weekdays, gates, purposeClass, driving } = visit
  const right = rightOfRow({ firstDay, lastDay, right: { hours, weekdays } })
  return {
    title: entryWords(invalidityAt(right, now), firstDay, dayOf(now)),
    facts: factsOf(visit, now),
    gates: gateGroups(gates, purposeClass, driving),
    closed: driving ? closedLines(purposeClass, right, visit, now) : '',
    ways: gateWays(gates, purposeClass, driving),
  }
}

function factsOf({ endsAt, ...visit }: Visit, now: number): Fact[] {
  const words = directionsWords()
  const walkIn = endsAt === undefined ? undefined : { endsAt }
  const isNarrowed = walkIn === undefined && (visit.hours !== undefined || visit.weekdays !== undefined)
  return [
    daysFact(words.days, validityWords({ ...visit, walkIn }, dayOf(now))),
    ...(isNarrowed ? [daysFact(words.hours, timesText(visit))] : []),
    { label: words.means, words: visit.driving ? words.byCar : words.onFoot },
  ]
}
