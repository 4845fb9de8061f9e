import type { AnomalyOutcome } from '../../domain/vehicle/stay'

/** What the desk found out about a vehicle held as inside (spec 5.3). */
export const outcomeWords: Readonly<Record<AnomalyOutcome, string>> = {
  inside: '车辆仍在校内，请先驶离',
  gateMaintenance: '道闸检修期间离校，已核销记录',
  barriersUp: '活动期间抬杆放行，已核销记录',
  leftUnpaid: '离校时未缴停车费，请补缴',
}
