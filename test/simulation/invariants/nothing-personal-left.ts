import { lookupHash } from '../../../cloudfunctions/platform/lookup-hash'
import type { GateFact } from '../../../cloudfunctions/stores/gate-facts'
import { memory } from '../../functions/lives/memory-database'
import { documentOf, NAMES, phoneOf, plateOf } from '../../functions/lives/people'
import type { Invariant } from './invariant'

/**
 * What the law obliges the office to keep, and what names nobody by itself: the record of passages with masked names,
 * the stays of vehicles, the blacklist; calendars and audit rows know people by keyed hashes alone.
 */
const KEPT = ['passages', 'stays', 'blacklist', 'calendars', 'audit', 'staff', 'accounts']

/** Everything by which a person of the simulation could be known. */
const marks = (): string[] =>
  NAMES.flatMap((name, person) => [
    ...[name, documentOf(person), phoneOf(person), plateOf(person)],
    lookupHash('document', `mainlandId:${documentOf(person)}`),
    lookupHash('phone', phoneOf(person)),
  ])

/** A fee that is due, a vehicle inside and an entry of the blacklist stay known to gates until they are settled. */
const isHeldAgainst = ({ identity }: Partial<GateFact>): boolean =>
  identity != null && (identity.due || identity.inside || identity.blocks.length > 0)

export const nothingPersonalLeft = (): Invariant => ({
  rule: 'Bookings are anonymised after 180 days, and nothing else keeps the person (spec 9)',
  longAfter() {
    const looked = marks()
    for (const collection of memory.collections) {
      if (KEPT.includes(collection)) continue
      for (const document of memory.all(collection)) {
        if (isHeldAgainst(document)) continue
        const text = JSON.stringify(document)
        const left = looked.filter((mark) => text.includes(mark))
        if (left.length > 0) throw new Error(`${collection}/${document._id} still has ${left.join(', ')}`)
      }
    }
  },
})
