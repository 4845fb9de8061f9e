import type { Input } from '../../contract'
import { codeAt } from '../../cloudfunctions/usecases/walk-in/codes'
import { codeStepOf } from '../../miniprogram/domain/walk-in/code-steps'
import type { WalkInQuota } from '../../miniprogram/domain/walk-in/quota'
import type { Campus, Person } from './campus'
import { identityOf } from './visitors'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

/** Where people walk in: a gate for cars too. */
export const WALK_IN_GATE = 'yucai-west'

export const walkInQuota = (changes: Partial<WalkInQuota> = {}): WalkInQuota => ({
  ...{ open: true, fromHour: 8, untilHour: 18, perHour: 6, perDay: 40 },
  ...changes,
})

/** The office lets people in at a gate without a booking. */
export const openWalkIns = (
  campus: Campus,
  changes: Partial<WalkInQuota> = {},
  gateId = WALK_IN_GATE,
): Promise<Input<'walkIn.saveQuota'>> => {
  const office = campus.person(campus.demo.office[0]?.openid ?? '')
  return office.get('walkIn.saveQuota', { gateId, quota: walkInQuota(changes) }) as never
}

/** What the gate shows; `later`: so many milliseconds from now. */
export const shownAt = (campus: Campus, gateId = WALK_IN_GATE, later = 0): string =>
  codeAt(gateId, codeStepOf(campus.clock.now + later))

/** What the person with that number fills in at the gate: on foot. */
export const walkInForm = (
  number: number,
  changes: Partial<Input<'walkIn.submit'>['form']> = {},
): Input<'walkIn.submit'>['form'] => ({
  ...{ purpose: 'private', name: '访客甲', phoneKind: 'mainland', phone: identityOf(number).phone },
  ...{ documentKind: 'mainlandId', document: identityOf(number).document, plate: '', note: '' },
  privacy: tickedAt(0),
  ...changes,
})

/** Somebody scans what the gate shows and sends the form. */
export async function walkIn(
  campus: Campus,
  number: number,
  changes: Partial<Input<'walkIn.submit'>['form']> = {},
  gateId = WALK_IN_GATE,
): Promise<{ visitor: Person; visitId: string }> {
  const visitor = campus.person(`walk-in-${number}`)
  await visitor.get('walkIn.read', { code: shownAt(campus, gateId) })
  const { visitId } = await visitor.get('walkIn.submit', { form: walkInForm(number, changes) })
  return { visitor, visitId }
}
