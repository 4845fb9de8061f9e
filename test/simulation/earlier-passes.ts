import { handle } from '../../cloudfunctions/api/handle'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import type { Action, Input, Output } from '../../contract'
import { lookAfterStandingPasses } from '../../cloudfunctions/usecases/standing-pass/look'
import { addDays, DAY_MS, dayOf, startOfDay } from '../../miniprogram/domain/values/days'
import { NOW } from '../domain/builders'
import { memory } from '../functions/lives/memory-database'
import { board } from '../functions/lives/notice-board'
import { APPROVERS, documentOf, NAMES, OFFICE } from '../functions/lives/people'

/** The term ended so that the days in which units have to answer for their lists end while the simulation runs. */
const TERM_END = '05-10'
export const CONFIRM_FROM = '2026-04-10'
export const CONFIRM_UNTIL = '2026-05-24'
/** Approved before the days for it, so what the unit answered for then doesn't count for this end of the term. */
const MADE_AT = NOW - 45 * DAY_MS

/** Units with a standing pass that was approved long ago, by whom it was applied for and for whom. */
export const EARLIER = [
  { unitId: 'computing', approver: APPROVERS[1] ?? '', person: 15 },
  { unitId: 'literature', approver: APPROVERS[2] ?? '', person: 16 },
]

/** Makes them by the program itself, before anything goes wrong. */
export async function makeEarlierPasses(): Promise<void> {
  const rules = memory.read('settings', 'rules')
  memory.write('settings', { ...rules, _id: 'rules', termEnds: [TERM_END] } as never)
  for (const { unitId, approver, person } of EARLIER) {
    const plan = {
      ...{
        why: '物业服务',
        firstDay: dayOf(MADE_AT),
        lastDay: addDays(dayOf(NOW), 10),
        fee: 'free' as const,
      },
      ...{ weekdays: [], hours: null, gateIds: [] },
    }
    const worker = {
      ...{ name: NAMES[person] ?? '', phoneKind: 'mainland' as const, phone: '', plate: '' },
      ...{ documentKind: 'mainlandId' as const, document: documentOf(person) },
    }
    const applied = { plan, people: [worker], papers: [], unitId }
    const { passId } = await done(approver, 'standing.apply', applied, `earlier-application-${person}`)
    const answer = { passId, accept: true, reason: '' }
    await done(OFFICE[0] ?? '', 'standing.answer', answer, `earlier-answer-${person}`)
  }
  // Whoever was told of them was told then, also that the list has to be confirmed.
  await lookAfterStandingPasses(startOfDay(CONFIRM_FROM), CONFIRM_FROM)
  await new Promise(setImmediate)
  for (const { _id } of memory.all('outbox')) memory.remove('outbox', _id)
  board.clear()
  beginInstance()
  memory.written = []
}

async function done<A extends Action>(
  openid: string,
  action: A,
  input: Input<A>,
  requestId: string,
): Promise<Output<A>> {
  const reply = await handle({ action, input, requestId }, openid, MADE_AT, 'simulated')
  if (!reply.ok) throw new Error(`${action}: ${reply.code} ${JSON.stringify(reply.details)}`)
  return reply.data as Output<A>
}
