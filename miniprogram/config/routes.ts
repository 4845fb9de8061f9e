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
  pass: (visitId: string) => withQuery('/pages/pass/pass', { id: visitId }),
  invitation: (invitationId: string) => withQuery('/pages/invitation/invitation', { id: invitationId }),
  hostVisits: () => '/pages/host/visits/visits',
  hostCode: () => '/pages/host/code/code',
  unitCode: () => withQuery('/pages/host/code/code', { of: 'unit' }),
  releases: () => '/office/approvals/releases/releases',
  invitations: () => '/office/invitations/list/list',
  makeInvitation: () => '/office/invitations/make/make',
  help: (topic?: HelpTopic) => withQuery('/pages/help/questions/questions', { topic }),
  contacts: () => '/pages/help/contacts/contacts',
  faceCapture: () => '/face/capture/capture',
  unavailable: () => '/pages/unavailable/unavailable',
  approvals: () => '/office/approvals/list/list',
  approval: (visitId: string) => withQuery('/office/approvals/visit/visit', { id: visitId }),
  gateScan: () => '/office/gate/scan/scan',
  gateCamera: () => '/office/gate/camera/camera',
  gateResult: () => '/office/gate/result/result',
  office: () => '/office/admin/home/home',
  accountRequests: () => '/office/admin/requests/requests',
  accounts: () => '/office/admin/accounts/accounts',
  blacklist: () => '/office/admin/blacklist/list/list',
  blacklistEntry: (blacklistId: string) =>
    withQuery('/office/admin/blacklist/entry/entry', { id: blacklistId }),
  blacklistPropose: () => '/office/admin/blacklist/propose/propose',
  devices: () => '/office/admin/devices/list/list',
  registerDevice: () => '/office/admin/devices/register/register',
  conflicts: () => '/office/admin/conflicts/conflicts',
  vehicles: () => '/office/desk/vehicles/vehicles',
  traffic: () => '/office/desk/traffic/traffic',
  presence: () => '/office/presence/presence',
  evacuation: () => '/office/gate/evacuation/evacuation',
  emergencyMode: () => '/office/emergency/mode/mode',
  emergencyReport: () => '/office/emergency/report/report',
  emergencyReports: () => '/office/emergency/list/list',
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
