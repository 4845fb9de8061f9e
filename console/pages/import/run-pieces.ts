import { sentenceOf } from '../../api/api-error'
import type { Piece } from './plan'

/** A piece with the id that it keeps when it is sent again. */
export interface SentPiece {
  piece: Piece
  requestId: string
}

export interface RunResult {
  /** By phase, what isn't known to be written. */
  left: SentPiece[][]
  /** Why it stopped; empty: it came to its end, or somebody paused it. */
  failure: string
}

/** Calls under way at once: a file of thirty thousand takes minutes, and others use the same records meanwhile. */
const AT_ONCE = 3

/**
 * Sends the pieces phase by phase. What no answer comes to stops it, and stays with what wasn't sent yet: sent again it changes
 * nothing twice.
 */
export async function runPieces(
  phases: readonly (readonly SentPiece[])[],
  send: (piece: SentPiece) => Promise<void>,
  stopped: () => boolean,
): Promise<RunResult> {
  let failure = ''
  const left: SentPiece[][] = []
  for (const phase of phases) {
    const waiting = [...phase]
    const lost: SentPiece[] = []
    const lane = async (): Promise<void> => {
      while (failure === '' && !stopped()) {
        const next = waiting.shift()
        if (next === undefined) return
        try {
          await send(next)
        } catch (thrown) {
          lost.push(next)
          failure = sentenceOf(thrown)
        }
      }
    }
    if (failure === '' && !stopped()) await Promise.all(Array.from({ length: AT_ONCE }, lane))
    left.push([...lost, ...waiting])
  }
  return { left: left.some((phase) => phase.length > 0) ? left : [], failure }
}
