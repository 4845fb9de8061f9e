import { timingSafeEqual } from 'node:crypto'
import { stepsTaken } from '../../../miniprogram/domain/walk-in/code-steps'
import { fixedHash } from '../../platform/sealing'
import type { Gate } from '../../stores/campus'

/** 144 bits: nobody guesses one, and it fits the scene of a Mini Program code. */
const CODE_LENGTH = 24

/** The code that a gate shows in a step. It says nothing by itself: who has no key can't make the next one (spec 4.3). */
export const codeAt = (gateId: string, step: number): string =>
  fixedHash('walkInCode', `${gateId}\n${step}`).slice(0, CODE_LENGTH)

/** The gate that shows this code now; null: none does. */
export function gateShowing(code: string, gates: readonly Gate[], now: number): Gate | null {
  const shown = Buffer.from(code)
  const steps = stepsTaken(now)
  const shows = ({ _id }: Gate): boolean =>
    steps.some((step) => {
      const own = Buffer.from(codeAt(_id, step))
      return own.length === shown.length && timingSafeEqual(own, shown)
    })
  return gates.find(shows) ?? null
}
