import type { Output } from '../../../../contract'
import { addOwnPassage } from '../../../device-storage/own-passages'
import { platesRead } from '../../../domain/gate/readers'
import type { GateCheck } from '../gate-check'
import type { Verdict } from '../offline/check-offline'
import type { OfflineResult } from './offline-result.view'

/**
 * What this phone let through is kept for the evacuation list, which doesn't know it yet (spec 10). A phone without room
 * loses it, and lets people through all the same.
 */
export async function noteAnswered(check: GateCheck, answer: Output<'gate.check'>): Promise<void> {
  const { allowed, visit, at, fee, passageId } = answer
  // Who came without a booking is known by their entry, and a car that leaves by the stay that its entry began.
  const id = visit?.id ?? (check.direction === 'in' ? passageId : (fee?.stayId ?? null))
  if (!allowed || id === null) return
  const { name, unitName, headCount, plate } = visit ?? { ...NOBODY_BOOKED, plate: plateOf(check) }
  const stillInside = visit?.stillInside === undefined ? {} : { stillInside: visit.stillInside }
  await keep({ ...placeOf(check), id, at, name, unitName, headCount, ...stillInside, plate, known: true })
}

const NOBODY_BOOKED = { name: '', unitName: '', headCount: 1 }
const plateOf = ({ credential }: GateCheck): string | null =>
  'plate' in credential ? (platesRead(credential.plate)[0] ?? null) : null

/** The same, decided by this phone alone and kept for the server under `eventId`. */
export async function noteOffline(
  { check, decision, at }: OfflineResult,
  { allowed }: Verdict,
  eventId: string,
): Promise<void> {
  // Who comes in on foot without a booking is known by nothing else.
  const id = decision.visitId ?? decision.plate ?? (check.direction === 'in' ? eventId : null)
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
