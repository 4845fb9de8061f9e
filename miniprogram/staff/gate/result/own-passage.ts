import type { Output } from '../../../../contract'
import { addOwnPassage } from '../../../device-storage/own-passages'
import type { GateCheck } from '../gate-check'
import type { Verdict } from '../offline/check-offline'
import type { OfflineResult } from './offline-result.view'

/**
 * What this phone let through is kept for the evacuation list, which doesn't know it yet (spec 10). A phone without room
 * loses it, and lets people through all the same.
 */
export async function noteAnswered(check: GateCheck, answer: Output<'gate.check'>): Promise<void> {
  const { allowed, visit, at } = answer
  if (!allowed || visit === null) return
  const { id, name, unitName, headCount, plate } = visit
  await keep({ ...placeOf(check), id, at, name, unitName, headCount, plate, known: true })
}

/** The same, decided by this phone alone. */
export async function noteOffline(
  { check, decision, at }: OfflineResult,
  { allowed }: Verdict,
): Promise<void> {
  const id = decision.visitId ?? decision.plate
  if (!allowed || id === null) return
  const headCount = decision.visit?.headCount ?? 1
  await keep({
    ...placeOf(check),
    ...{ id, at, name: '', unitName: '', headCount, plate: decision.plate, known: false },
  })
}

const placeOf = ({ campusName = '', direction }: GateCheck) => ({ campusName, direction })

async function keep(passage: Parameters<typeof addOwnPassage>[0]): Promise<void> {
  try {
    await addOwnPassage(passage)
  } catch (full) {
    console.error('passage not kept for the evacuation list', full)
  }
}
