import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { revise, type Decider } from '../../../miniprogram/domain/visit/visit'
import { searchForm } from '../../../miniprogram/domain/values/text'
import { openReleasesOf } from '../../stores/release-requests'
import { loadSearchDay } from '../../stores/search-limits'
import { loadVisit, loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { bookIn, changesOf, checkedForm } from './booking'
import { changeBooking } from './fair-use'
import { OWN_BOOKING } from './new-visit'
import { seeHosts } from './seen-hosts'
import { moveReleaseIn, moveReleaseRequests } from './answer-release'

/** Requests for release that move with the booking in its own transaction: each is two writes of twenty. */
const MAX_MOVED = 2

/** Changes an own booking and sends it again (spec 3); `rev` guards against a change meanwhile. */
export async function reviseVisit(
  caller: Caller,
  input: Input<'visit.revise'>,
): Promise<Output<'visit.revise'>> {
  const [checked, day, waiting] = await Promise.all([
    checkedForm(caller, input.form, {
      ownPurpose: async () => caller.scope.visit(await loadVisit(input.visitId)).purpose,
    }),
    loadSearchDay(caller.id, caller.now),
    openReleasesOf(input.visitId),
  ])
  // A changed booking names its host as a search does.
  await seeHosts(caller, [checked.host._id], { day })
  let moved = false
  const reply = await changeBooking(caller, checked.settings, async ({ tx, notify }) => {
    const before = caller.scope.visit(await loadVisitIn(tx, input.visitId))
    if (before.rev !== input.rev) throw new DomainError('CHANGED_MEANWHILE')
    const changes = changesOf(caller, checked, before._id)
    const by: Decider = { name: checked.form.name, role: 'visitor' }
    moved = changes.unitId !== before.unitId
    // A unit that didn't invite isn't shown an invitation; nobody vouched for another person (spec 4.1).
    const origin = moved || !isSamePerson(before, changes) ? OWN_BOOKING : {}
    const after = revise(before, { ...changes, ...origin }, by, caller.now)
    const booked = await bookIn(tx, notify, caller, after, before, checked)
    for (const { _id } of moved ? waiting.slice(0, MAX_MOVED) : [])
      await moveReleaseIn(tx, notify, caller, _id, after)
    return booked
  })
  // Who asked at this very moment, and those who didn't fit: also when the first try was broken off before this.
  if (moved || waiting.length > MAX_MOVED) await moveReleaseRequests(caller, input.visitId)
  return reply
}

/** The same document, and the name however it is written. */
const isSamePerson = (
  before: Pick<Visit, 'name' | 'documentHash'>,
  after: Pick<Visit, 'name' | 'documentHash'>,
): boolean => before.documentHash === after.documentHash && searchForm(before.name) === searchForm(after.name)
