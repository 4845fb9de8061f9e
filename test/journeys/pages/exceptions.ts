import type { Limited } from '../../../bench/pages/table'

/**
 * Pages that exceed a limit of bench/pages/table.ts, and how far they may: to be emptied. A page that keeps the limit must go
 * from here.
 */
export const EXCEPTIONS: Readonly<Record<string, Partial<Record<Limited, number>>>> = {
  'pages/booking/form/form': { nodes: 700 },
  'pages/records/list/list': { tapBytes: 44_000 },
  'staff/approvals/releases/releases': { tapBytes: 82_000 },
  'staff/invitations/list/list': { tapBytes: 22_000 },
  'pages/host/visits/visits': { tapBytes: 48_000 },
  'staff/standing-pass/pass/pass': { nodes: 680 },
  // every gate at once: a hundred of them, where a campus has ten
  'staff/walk-in/quotas/quotas': { nodes: 850, tapBytes: 8000 },
  'staff/gate/scan/scan': { calls: 4 },
  // three months of days at once, when the sheet is opened
  'pages/mine/mine/mine': { tapBytes: 6000 },
  'staff/invitations/make/make': { tapBytes: 6000 },
  'staff/activities/make/make': { tapBytes: 6000 },
  'staff/gate/evacuation/evacuation': { tapBytes: 39_000 },
  'staff/desk/vehicles/vehicles': { tapBytes: 104_000 },
  'staff/emergency/list/list': { tapBytes: 91_000 },
}
