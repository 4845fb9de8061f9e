import type { Limited } from '../../../bench/pages/table'

/**
 * Pages that exceed a limit of bench/pages/table.ts, and how far they may: to be emptied. A page that keeps the limit must go
 * from here.
 */
export const EXCEPTIONS: Readonly<Record<string, Partial<Record<Limited, number>>>> = {
  'pages/booking/form/form': { nodes: 700 },
  // a screen of rows and as much again near it, when another list or one page more is tapped
  'pages/records/list/list': { tapBytes: 5000 },
  'staff/desk/vehicles/vehicles': { tapBytes: 5000 },
  'staff/gate/scan/scan': { calls: 4 },
  // three months of days at once, when the sheet is opened
  'staff/deputy/deputy': { tapBytes: 6000 },
  'staff/invitations/make/make': { tapBytes: 6000 },
  'staff/activities/make/make': { tapBytes: 6000 },
}
