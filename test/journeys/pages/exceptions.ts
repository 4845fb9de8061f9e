import type { Limited } from '../../../bench/pages/table'

/**
 * Pages that exceed a limit of bench/pages/table.ts, and how far they may: to be emptied. A page that keeps the limit must go
 * from here.
 */
export const EXCEPTIONS: Readonly<Record<string, Partial<Record<Limited, number>>>> = {
  'pages/booking/form/form': { nodes: 700 },
  'staff/gate/scan/scan': { calls: 4 },
  // three months of days at once, when the sheet is opened
  'pages/mine/mine/mine': { tapBytes: 6000 },
  'staff/invitations/make/make': { tapBytes: 6000 },
  'staff/activities/make/make': { tapBytes: 6000 },
}
