/** Where a booking stands (spec 3). */
export const VISIT_STATES = [
  'pending',
  'approved',
  'returned',
  'cancelled',
  'expired',
  'revoked',
  'finished',
] as const
export type VisitState = (typeof VISIT_STATES)[number]
