/** Where a standing pass stands (spec 4.4). `draft`: its people are being taken in; nobody looks at it yet. */
export const STANDING_STATES = ['draft', 'asked', 'returned', 'approved', 'withdrawn', 'ended'] as const
export type StandingState = (typeof STANDING_STATES)[number]
