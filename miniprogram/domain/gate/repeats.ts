/**
 * A repeat asks for an answer that was lost, so it comes soon. An id that comes back later is of another event: counters of
 * devices start anew, and clocks stand still.
 */

/** So long the answer to a check is given again under its id. */
export const CHECK_REPEATS_MS = 10 * 60_000

/**
 * The same of a head that sends no id: the same code within this is one scan. It waits 3 seconds for an answer; somebody else
 * who shows a picture of the code comes later.
 */
export const SCAN_REPEATS_MS = 5_000
