import type { Input } from '../../../contract'
import { PASSAGE_OUTCOMES } from '../../../miniprogram/domain/gate/ways'
import { GATE_REASONS } from '../../../miniprogram/domain/gate/reasons'
import type { Day } from '../../../miniprogram/domain/values/days'
import { VISIT_STATES } from '../../../miniprogram/domain/visit/visit-state'
import { idOf } from '../../values/address'
import { periodOf } from '../../values/period'

export type VisitFilter = Input<'record.visits'>['filter']
export type PassageFilter = Input<'record.passages'>['filter']
type Query = Readonly<Record<string, unknown>>

/** Days that a list of records begins with. */
const DAYS = 7

/** An address that somebody changed by hand shows what it says, as far as that is something. */
export const visitFilterOf = (query: Query, today: Day): VisitFilter => ({
  ...periodOf(query, today, DAYS),
  ...{ campusId: idOf(query.campus), unitId: idOf(query.unit) },
  state: VISIT_STATES.find((each) => each === query.state) ?? null,
})

export const passageFilterOf = (query: Query, today: Day): PassageFilter => ({
  ...periodOf(query, today, DAYS),
  ...{ campusId: idOf(query.campus), gateId: idOf(query.gate) },
  decision: PASSAGE_OUTCOMES.find((each) => each === query.result) ?? null,
  reason: GATE_REASONS.find((each) => each === query.result) ?? null,
})
