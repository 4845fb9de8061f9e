import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { isStanding, stateNow } from '../../../miniprogram/domain/visit/visit'
import { changeEach, change, earlierReplyOf } from '../../platform/unit-of-work'
import { loadBooker, provedAt, provedBy, type Booker } from '../../stores/bookers'
import { findStandingByPhone, loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { handOverIn } from '../visit/hand-over'

/**
 * Whoever proved a phone number takes over the standing passes that name it, to show their code (spec 4.4). Also from a
 * former holder of the number, never the other way round: that phone's pass ends with it.
 */
export async function claimStandingPasses(
  caller: Caller,
  _input: Input<'standing.claim'>,
): Promise<Output<'standing.claim'>> {
  const earlier = await earlierReplyOf<Output<'standing.claim'>>(caller)
  if (earlier !== null) return earlier
  const booker = await loadBooker(caller.id)
  const proved = provedBy(booker, caller.now)
  if (proved.length === 0) throw new DomainError('PHONE_CODE')
  const found = (await Promise.all(proved.map(({ phoneHash }) => findStandingByPhone(phoneHash)))).flat()
  let attempt = 0
  const claimed = await changeEach(
    { ...caller, requestId: '' },
    found,
    async ({ tx }, { _id, phoneHash }) => {
      const visit = await loadVisitIn(tx, _id)
      if (visit === null || !isStanding(visit) || stateNow(visit, caller.now) !== 'approved') return []
      if (visit.phoneHash !== phoneHash || visit.phoneTaken === true) return []
      if (visit.owner !== caller.id && !(await hasNumberSince(booker, visit, caller.now))) return []
      if (visit.owner !== caller.id) await handOverIn(tx, visit, caller.id, caller.now, attempt++)
      return [{ visitId: _id }]
    },
  )
  return change(caller, () => Promise.resolve({ passes: claimed.flat() }))
}

/** Numbers go to other people in time: who proved one last has it. A proof isn't taken back, so it is read outside. */
async function hasNumberSince(booker: Booker, { owner, phoneHash }: Visit, now: number): Promise<boolean> {
  if (owner === '') return true
  return provedAt(booker, phoneHash, now) >= provedAt(await loadBooker(owner), phoneHash, now)
}
