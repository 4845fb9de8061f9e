import type { Sequential } from './checker'

/** What is done with the bookings of one person. */
export type Request =
  | { do: 'book' | 'cancel' | 'approve' | 'revoke'; visitId: string }
  /** At a gate, by the end of the ID and the name. */
  | { do: 'verify' }

interface Bookings {
  /** The one that holds the ID; null: none does. */
  live: { visitId: string; state: 'pending' | 'approved' } | null
  /** All that ever were booked. */
  booked: string[]
  /** Those by which somebody came in. */
  entered: string[]
}

/** The bookings of one person, one request after the other (spec 2, 3, 5.1). The output is 'ok' or the code of the refusal. */
export const oneIdentity: Sequential<Bookings, Request, string> = {
  initial: { live: null, booked: [], entered: [] },
  step(state, request) {
    const { live, booked, entered } = state
    const refused = (output: string) => ({ state, output })
    if (request.do === 'verify') {
      if (live?.state !== 'approved') return refused(live === null ? 'REFUSED' : 'PENDING')
      return { state: { ...state, entered: [...new Set([...entered, live.visitId])].sort() }, output: 'OK' }
    }
    const { visitId } = request
    if (request.do === 'book') {
      if (live !== null) return refused('DUPLICATE')
      return {
        state: { ...state, live: { visitId, state: 'pending' }, booked: [...booked, visitId].sort() },
        output: 'ok',
      }
    }
    if (!booked.includes(visitId)) return refused('NOT_FOUND')
    const own = live?.visitId === visitId ? live.state : null
    if (request.do === 'approve')
      return own === 'pending'
        ? { state: { ...state, live: { visitId, state: 'approved' } }, output: 'ok' }
        : refused('ALREADY_DECIDED')
    if (request.do === 'revoke')
      return own === 'approved'
        ? { state: { ...state, live: null }, output: 'ok' }
        : refused('ALREADY_DECIDED')
    if (own === null) return refused('NOT_CANCELLABLE')
    return entered.includes(visitId)
      ? refused('ALREADY_ENTERED')
      : { state: { ...state, live: null }, output: 'ok' }
  },
}
