import { DomainError } from '../../../miniprogram/domain/errors'
import type { Conflict } from '../../../miniprogram/domain/visit/duplicates'
import type { Transaction } from '../../platform/database'
import { recordId } from '../../platform/replies'
import { changeEach } from '../../platform/unit-of-work'
import { mayTellRefusal, toldAllRefusals } from '../../stores/search-limits'
import { loadVisitIn, type Visit } from '../../stores/visits'
import type { Settings } from '../../stores/settings'
import type { Caller } from '../caller'
import { tellsOfOthers } from './fair-use'

/** People whom somebody else puts on a list: of a standing pass, or of an activity. */

/** Why somebody can't be taken in; `unitName`: of a right that they have elsewhere, else empty. */
export interface ListRefusal<Code extends string> {
  code: Code
  unitName: string
  /** What is in the way is the caller's own to read: it tells nothing of others. */
  own?: true
}

export interface TakenIn<Code extends string> {
  added: number
  /** By the place in what was sent. */
  refused: Array<Omit<ListRefusal<Code>, 'own'> & { index: number }>
}

/** Whether the caller is told something of others by it, so that it is counted. */
export const isTelling = ({ code, own }: ListRefusal<string>): boolean => own !== true && tellsOfOthers(code)

/**
 * What refuses somebody, as the right that is in their way has it: one of this very list is on it already, and of one of
 * the caller's own unit the caller may read anyhow. `conflict` null: no right is in the way.
 */
export async function asListedIn<Code extends string>(
  tx: Transaction,
  caller: Caller,
  refusal: ListRefusal<Code>,
  conflict: Pick<Conflict, 'visitId' | 'unitId'> | null,
  isOnList: (visit: Visit) => boolean,
): Promise<ListRefusal<Code | 'ON_LIST'>> {
  // Whom the blacklist knows is told of nothing else.
  if (conflict === null || refusal.code === 'BLACKLISTED') return refusal
  const visit = await loadVisitIn(tx, conflict.visitId)
  if (visit !== null && isOnList(visit)) return { code: 'ON_LIST', unitName: '', own: true }
  return ofOwnUnit(caller, refusal, conflict)
}

/** The refusal, which tells the caller nothing new where it is by a right of an own unit. */
export const ofOwnUnit = <Code extends string>(
  caller: Caller,
  refusal: ListRefusal<Code>,
  { unitId }: Pick<Conflict, 'unitId'>,
): ListRefusal<Code> =>
  refusal.code === 'DUPLICATE' && caller.scope.units().includes(unitId) ? { ...refusal, own: true } : refusal

/**
 * Who couldn't be taken in is counted for the caller's day, as refused bookings are (spec 2, Conflict card): nobody tries out
 * of whom the blacklist or another unit knows. Throws TOO_MANY_SEARCHES from then on, whoever they name.
 */
export async function requireMayAsk({ id, now }: Caller): Promise<void> {
  if (await toldAllRefusals(id, now)) throw new DomainError('TOO_MANY_SEARCHES')
}

/** One more of whom the caller is told that they can't be taken in. Throws TOO_MANY_SEARCHES once it is too many. */
export async function countTold({ id, now }: Caller): Promise<void> {
  if (!(await mayTellRefusal(id, now))) throw new DomainError('TOO_MANY_SEARCHES')
}

/** What a visit of somebody on a list is asked to hold: nobody has proved anything yet, and it is in nobody's hands. */
export const wantedByList = (
  { _id: visitId, firstDay, lastDay }: Visit,
  { standingBlocks }: Pick<Settings, 'standingBlocks'>,
) => ({ ...{ visitId, firstDay, lastDay, standingBlocks, proved: false }, own: [], over: [] })

/**
 * Takes people in as visits, several in one transaction, each seeing those before. What was taken in under this request
 * before is passed over, so it can be sent again. `takeIn` writes the visit `_id`, or says what refuses it; it may run
 * several times.
 */
export async function takeInList<Person, Code extends string>(
  caller: Caller,
  people: readonly Person[],
  takeIn: (tx: Transaction, _id: string, person: Person, index: number) => Promise<ListRefusal<Code> | null>,
): Promise<TakenIn<Code>> {
  // Each is counted once, however often its transaction runs.
  const told = new Map<number, Promise<void>>()
  const outcomes = await changeEach(
    { ...caller, requestId: '' },
    people.map((person, index) => ({ person, index })),
    async ({ tx }, { person, index }) => {
      const _id = recordId(caller, `${caller.requestId}:${index}`)
      if ((await loadVisitIn(tx, _id)) !== null) return null
      const refusal = await takeIn(tx, _id, person, index)
      if (refusal === null || !isTelling(refusal)) return refusal
      const counted = told.get(index) ?? countTold(caller)
      told.set(index, counted)
      await counted
      return refusal
    },
  )
  const refused = outcomes.flatMap((outcome, index) =>
    outcome === null ? [] : [{ index, code: outcome.code, unitName: outcome.unitName }],
  )
  return { added: outcomes.length - refused.length, refused }
}
