/** Where an activity stands (spec 4.2). */
export const ACTIVITY_STATES = ['asked', 'open', 'refused', 'closed', 'cancelled'] as const
export type ActivityState = (typeof ACTIVITY_STATES)[number]
