import { loadSmall, saveSmall } from './small-storage'

/**
 * The server's clock as far as this phone knows it. Phones are minutes off more often than one thinks, and a
 * pass is worth 15 seconds; so the difference is learnt from every reply and kept for times without network.
 */
const KEPT_AS = 'clock-offset'
let offset: number | null = null

/** Epoch milliseconds on the server, now. */
export const serverNow = (): number => Date.now() + clockOffset()

/** How far the server's clock is ahead of this phone's, milliseconds; as learnt last, also by an earlier start. */
export function clockOffset(): number {
  if (offset === null) offset = Number(loadSmall(KEPT_AS)) || 0
  return offset
}

/** Learns from a reply that left the server at `now`; the half of the round trip is its way back. */
export function learnServerTime(now: number, sentAt: number, receivedAt: number): void {
  const learnt = Math.round(now + (receivedAt - sentAt) / 2 - receivedAt)
  if (offset !== null && Math.abs(learnt - offset) < 250) return
  offset = learnt
  saveSmall(KEPT_AS, learnt)
}
