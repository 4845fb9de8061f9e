import { opensGates } from '../../../miniprogram/domain/face/photo-at-gates'
import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { isCompared } from '../../../miniprogram/domain/gate/reasons'
import { temporaryUrls } from '../../platform/files'
import { change } from '../../platform/unit-of-work'
import { addPassageIn, loadPassage, loadPassageIn, type Passage } from '../../stores/passages'
import { loadVisit } from '../../stores/visits'
import type { Caller } from '../caller'
import { guardOf, ownGate } from './actor'

/** The visitor stands before the guard; afterwards nobody has to look. */
const COMPARED_WITHIN_MS = 10 * 60_000
/** The phone shows it at once. */
const LIFE_SECONDS = 60

/**
 * Shows a guard the face photo of somebody they have just checked (spec 6, 9), and notes on the passage that it was
 * shown. Others' passages, old ones, companions (the photo is the
 * visitor's) and people who stay outside are NOT_FOUND.
 */
export async function showFace(
  caller: Caller,
  { gateId, passageId }: Input<'gate.face'>,
): Promise<Output<'gate.face'>> {
  const gate = await ownGate(guardOf(caller), gateId)
  const passage = await loadPassage(passageId)
  if (passage === null || passage.gateId !== gate._id || !mayLook(caller, passage))
    throw new DomainError('NOT_FOUND')
  await change(caller, async ({ tx }) => {
    const current = (await loadPassageIn(tx, passageId)) ?? passage
    await addPassageIn(tx, { ...current, faceShownAt: current.faceShownAt ?? caller.now })
    // An address is kept nowhere: a retry gets one of its own.
    return { url: null }
  })
  const face = (await loadVisit(passage.visitId))?.face ?? null
  const [url = null] = await temporaryUrls(opensGates(face) ? [face.file] : [], LIFE_SECONDS)
  return { url }
}

const mayLook = ({ id, now }: Caller, { visitId, companion, by, at, allowed, reason }: Passage): boolean =>
  visitId !== '' &&
  companion === undefined &&
  by.kind === 'guard' &&
  by.id === id &&
  now - at <= COMPARED_WITHIN_MS &&
  isCompared(allowed, reason)
