import type { HelpTopic } from './help-topics'

/** Every address inside the program. Pages never spell one out themselves. */
export const routes = {
  /** Tab: wx.switchTab. */
  home: () => '/pages/home/home',
  /** Tab: wx.switchTab. */
  records: () => '/pages/records/list/list',
  /** Tab: wx.switchTab. */
  mine: () => '/pages/mine/mine/mine',
  askAccount: () => '/pages/mine/account/account',
  booking: (from: BookingStart = {}) => withQuery('/pages/booking/form/form', { ...from }),
  hostSearch: (unit?: UnitName) =>
    withQuery('/pages/booking/host/host', { unit: unit?.unitId, name: unit?.name }),
  visit: (visitId: string) => withQuery('/pages/records/visit/visit', { id: visitId }),
  changeVisit: (visitId: string) => withQuery('/rights/change/change', { id: visitId }),
  pass: (visitId: string) => withQuery('/pages/pass/pass', { id: visitId }),
  invitation: (invitationId: string) => withQuery('/guest/invitation/invitation', { id: invitationId }),
  directions: (card: string) => withQuery('/guest/directions/directions', { card }),
  hostVisits: () => '/pages/host/visits/visits',
  hostCode: () => '/pages/host/code/code',
  unitCode: () => withQuery('/pages/host/code/code', { of: 'unit' }),
  releases: () => '/staff/approvals/releases/releases',
  invitations: () => '/staff/invitations/list/list',
  makeInvitation: () => '/staff/invitations/make/make',
  joinActivity: (activityId: string) => withQuery('/activities/join/join', { id: activityId }),
  activities: () => '/staff/activities/list/list',
  makeActivity: () => '/staff/activities/make/make',
  activity: (activityId: string) => withQuery('/staff/activities/activity/activity', { id: activityId }),
  activityGuests: (activityId: string) => withQuery('/staff/activities/guests/guests', { id: activityId }),
  activityImport: (activityId: string) => withQuery('/staff/activities/import/import', { id: activityId }),
  walkInCode: (gateId: string) => withQuery('/staff/walk-in/code/code', { gate: gateId }),
  walkInQuotas: () => '/staff/walk-in/quotas/quotas',
  standingPasses: () => '/staff/standing-pass/list/list',
  makeStandingPass: () => '/staff/standing-pass/make/make',
  changeStandingPass: (passId: string) => withQuery('/staff/standing-pass/make/make', { id: passId }),
  standingPapers: (passId: string) =>
    withQuery('/staff/standing-pass/make/make', { id: passId, part: 'papers' }),
  standingPass: (passId: string) => withQuery('/staff/standing-pass/pass/pass', { id: passId }),
  claimStanding: () => '/rights/standing/standing',
  help: (topic?: HelpTopic) => withQuery('/pages/help/questions/questions', { topic }),
  contacts: () => '/pages/help/contacts/contacts',
  /** `use`: absent for a booking, whose photo goes with its form. */
  faceCapture: (use?: 'standing') => withQuery('/face/capture/capture', { use }),
  reminders: () => '/rights/reminders/reminders',
  deputy: () => '/staff/deputy/deputy',
  ownData: () => '/rights/own-records/own-records',
  unavailable: () => '/pages/unavailable/unavailable',
  approvals: () => '/staff/approvals/list/list',
  approval: (visitId: string) => withQuery('/staff/approvals/visit/visit', { id: visitId }),
  gateScan: () => '/staff/gate/scan/scan',
  gateCamera: () => '/staff/gate/camera/camera',
  gateResult: () => '/staff/gate/result/result',
  office: () => '/staff/admin/home/home',
  setup: () => '/staff/setup/setup',
  console: () => '/staff/console/console',
  accountRequests: () => '/staff/admin/requests/requests',
  accounts: () => '/staff/admin/accounts/accounts',
  blacklist: () => '/staff/admin/blacklist/list/list',
  blacklistEntry: (blacklistId: string) =>
    withQuery('/staff/admin/blacklist/entry/entry', { id: blacklistId }),
  blacklistPropose: () => '/staff/admin/blacklist/propose/propose',
  devices: () => '/staff/admin/devices/list/list',
  registerDevice: () => '/staff/admin/devices/register/register',
  conflicts: () => '/staff/admin/conflicts/conflicts',
  recordLists: () => '/staff/lists/lists',
  vehicles: () => '/staff/desk/vehicles/vehicles',
  traffic: () => '/staff/desk/traffic/traffic',
  presence: () => '/staff/presence/presence',
  evacuation: () => '/staff/gate/evacuation/evacuation',
  emergencyMode: () => '/staff/emergency/mode/mode',
  emergencyReport: () => '/staff/emergency/report/report',
  emergencyReports: () => '/staff/emergency/list/list',
}

/**
 * What a booking starts from: nothing, a returned booking of one's own, an earlier one (再次预约), an invitation's
 * card, a host by their card (`host`) or Mini Program code (`scene`, `h=<id>` encoded by the platform), or a unit
 * likewise (`unit`, `u=<id>`): then the host is picked among its people.
 * `inviting`: an approver fills it in for a guest.
 */
export interface BookingStart {
  revise?: string
  copy?: string
  invitation?: string
  inviting?: 'guest' | 'vip'
  host?: string
  unit?: string
  scene?: string
}

/** A unit as people read it. */
export interface UnitName {
  unitId: string
  name: string
}

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.keys(query)
    .filter((key) => query[key] !== undefined)
    .map((key) => `${key}=${encodeURIComponent(query[key] as string)}`)
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}
