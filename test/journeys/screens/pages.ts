import type { Page } from 'playwright-core'
import { mainlandId } from '../../domain/builders'
import { AT_GATE, LONG_DEVICE, type Made } from './campus-life'

/** In which campus the pages are opened; the last one with the phone's largest type. */
export const STATES = ['empty', 'usual', 'long'] as const
export type ScreenState = (typeof STATES)[number]

/** A page of app.json, who of the cast opens it, and with what. */
export interface Screen {
  page: string
  who: string
  /** Its query; `made` is empty on the empty campus. */
  query?: (made: Made) => Record<string, string | undefined>
  /** The page from which `then` comes to it, when it can't be opened by itself. */
  from?: string
  /** What is pressed and typed once it is open. */
  then?: (phone: Page, state: ScreenState) => Promise<void>
}

const button = (phone: Page, name: string) => phone.getByRole('button', { name, exact: true })
const PERSON: Readonly<Record<ScreenState, { document: string; name: string }>> = {
  empty: { document: mainlandId(999), name: '张三' },
  ...AT_GATE,
}

/** Lists of guests with a row that is wrong; on the long campus fifty of them. */
const GUESTS = {
  usual: `姓名\t证件号码\t手机号\t车牌\n张三\t${mainlandId(801)}\t13800000801\n李四\t45030519900307001`,
  long: Array.from(
    { length: 50 },
    (_, row) => `覃古丽巴哈尔·阿不都热西提${row}\t4503051990030700${row}`,
  ).join('\n'),
}

/** Looks somebody up at the gate by ID and name: the answer takes the whole screen. */
async function checkPerson(
  phone: Page,
  { document, name }: { document: string; name: string },
): Promise<void> {
  await button(phone, '证件').click()
  const sheet = phone.locator('person-sheet')
  await sheet.locator('input').nth(0).fill(document.slice(-6))
  await sheet.locator('input').nth(1).fill(name)
  await sheet.getByRole('button', { name: '核验' }).click()
  await phone.locator('.result--pass, .result--stop').waitFor()
}

/** What the program is started with to come to the page: a path with its query. */
export function urlOf({ page, from = page, query = () => ({}) }: Screen, made: Made): string {
  const pairs = Object.entries<string | undefined>(query(made)).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  )
  return pairs.length === 0 ? from : `${from}?${pairs.join('&')}`
}

/** Every page of app.json; a test compares. */
export const SCREENS: readonly Screen[] = [
  { page: 'pages/home/home', who: 'visitor-lin' },
  { page: 'pages/booking/form/form', who: 'visitor-lin', query: ({ returned }) => ({ revise: returned }) },
  {
    page: 'pages/booking/host/host',
    who: 'visitor-lin',
    then: async (phone, state) => {
      if (state !== 'empty') await phone.locator('input').fill(state === 'usual' ? '李伟' : '覃')
      if (state !== 'empty') await phone.locator('.row').first().waitFor()
    },
  },
  { page: 'pages/records/list/list', who: 'visitor-lin' },
  {
    page: 'pages/records/visit/visit',
    who: 'visitor-lin',
    query: ({ approved = 'none' }) => ({ id: approved }),
  },
  { page: 'pages/pass/pass', who: 'visitor-lin', query: ({ approved = 'none' }) => ({ id: approved }) },
  { page: 'pages/mine/mine/mine', who: 'approver-wei' },
  { page: 'rights/reminders/reminders', who: 'approver-wei' },
  { page: 'staff/deputy/deputy', who: 'approver-wei' },
  { page: 'pages/mine/account/account', who: 'host-qin' },
  {
    page: 'guest/directions/directions',
    who: 'visitor-zhou',
    query: ({ directions = 'none' }) => ({ card: directions }),
  },
  {
    page: 'guest/invitation/invitation',
    who: 'visitor-zhou',
    query: ({ invitation = 'none' }) => ({ id: invitation }),
    then: async (phone, state) => {
      if (state === 'long') await phone.locator('.other').click()
    },
  },
  { page: 'pages/host/visits/visits', who: 'host-qin' },
  { page: 'pages/host/code/code', who: 'host-qin' },
  { page: 'pages/help/questions/questions', who: 'visitor-lin', query: () => ({ topic: 'gates' }) },
  { page: 'pages/help/contacts/contacts', who: 'visitor-lin' },
  { page: 'pages/unavailable/unavailable', who: 'visitor-lin' },
  {
    page: 'activities/join/join',
    who: 'visitor-zhou',
    query: ({ activity = 'none' }) => ({ id: activity }),
  },
  { page: 'walk-in/form/form', who: 'visitor-zhou', query: ({ walkIn = 'none' }) => ({ code: walkIn }) },
  { page: 'face/capture/capture', who: 'visitor-lin' },
  { page: 'staff/approvals/list/list', who: 'approver-wei' },
  {
    page: 'staff/approvals/visit/visit',
    who: 'approver-wei',
    query: ({ pending = 'none' }) => ({ id: pending }),
  },
  { page: 'staff/approvals/releases/releases', who: 'approver-wei' },
  { page: 'staff/invitations/list/list', who: 'approver-wei' },
  { page: 'staff/invitations/make/make', who: 'approver-wei' },
  { page: 'staff/activities/list/list', who: 'approver-wei' },
  { page: 'staff/activities/make/make', who: 'approver-wei' },
  {
    page: 'staff/activities/activity/activity',
    who: 'approver-wei',
    query: ({ activity = 'none' }) => ({ id: activity }),
  },
  {
    page: 'staff/activities/guests/guests',
    who: 'approver-wei',
    query: ({ activity = 'none' }) => ({ id: activity }),
  },
  {
    page: 'staff/activities/import/import',
    who: 'approver-wei',
    query: ({ activity = 'none' }) => ({ id: activity }),
    then: async (phone, state) => {
      if (state === 'empty') return
      await phone.locator('textarea').first().fill(GUESTS[state])
      await button(phone, '检查名单').click()
    },
  },
  { page: 'staff/walk-in/code/code', who: 'guard-yucai', query: () => ({ gate: 'yucai-west' }) },
  { page: 'staff/walk-in/quotas/quotas', who: 'office-qin' },
  { page: 'staff/standing-pass/list/list', who: 'approver-wei' },
  {
    page: 'staff/standing-pass/make/make',
    who: 'approver-wei',
    then: async (phone, state) => {
      if (state === 'empty') return
      await phone
        .locator('textarea')
        .first()
        .fill('张三\t450305199003070011\t13800000001\n李四\t\t\t桂C12345')
      await button(phone, '读入名单').click()
    },
  },
  {
    page: 'staff/standing-pass/pass/pass',
    who: 'approver-wei',
    query: ({ standing = 'none' }) => ({ id: standing }),
  },
  { page: 'rights/standing/standing', who: 'visitor-lin' },
  { page: 'staff/gate/scan/scan', who: 'guard-yucai' },
  {
    page: 'staff/gate/result/result',
    who: 'guard-yucai',
    from: 'staff/gate/scan/scan',
    then: async (phone, state) => checkPerson(phone, PERSON[state]),
  },
  { page: 'staff/gate/camera/camera', who: 'guard-yucai' },
  { page: 'staff/admin/home/home', who: 'office-qin' },
  { page: 'staff/console/console', who: 'approver-wei' },
  {
    page: 'staff/setup/setup',
    who: 'visitor-lin',
    then: async (phone, state) => {
      if (state === 'empty') return
      await phone.locator('input').first().fill('0000-0000-0000')
      await phone.locator('input').nth(1).fill('林保卫')
      if (state === 'long') await button(phone, '启用').click()
    },
  },
  { page: 'staff/admin/requests/requests', who: 'office-qin' },
  { page: 'staff/admin/accounts/accounts', who: 'office-qin' },
  { page: 'staff/admin/blacklist/list/list', who: 'office-qin' },
  {
    page: 'staff/admin/blacklist/entry/entry',
    who: 'office-qin',
    query: ({ listed = 'none' }) => ({ id: listed }),
  },
  { page: 'staff/admin/blacklist/propose/propose', who: 'office-qin' },
  { page: 'staff/admin/devices/list/list', who: 'office-qin' },
  {
    page: 'staff/admin/devices/register/register',
    who: 'office-qin',
    then: async (phone, state) => {
      await phone.locator('.chip').first().waitFor()
      if (state === 'empty') return
      await phone.locator('.chip', { hasText: '车牌相机' }).click()
      await phone
        .locator('input')
        .first()
        .fill(state === 'usual' ? '西门进口车牌相机' : LONG_DEVICE)
      if (state === 'long') await phone.getByRole('switch').first().click()
      else await phone.locator('.chip', { hasText: '育才西门' }).click()
      await button(phone, '登记并生成密钥').click()
      if (state === 'usual') await button(phone, '已填进设备，关闭').waitFor()
    },
  },
  { page: 'rights/own-records/own-records', who: 'visitor-lin' },
  { page: 'rights/change/change', who: 'visitor-lin', query: ({ approved }) => ({ id: approved }) },
  { page: 'staff/admin/conflicts/conflicts', who: 'office-qin' },
  { page: 'staff/lists/lists', who: 'office-qin' },
  { page: 'staff/desk/vehicles/vehicles', who: 'desk-yucai' },
  { page: 'staff/desk/traffic/traffic', who: 'office-qin' },
  { page: 'staff/presence/presence', who: 'desk-yucai' },
  { page: 'staff/gate/evacuation/evacuation', who: 'guard-yucai' },
  { page: 'staff/emergency/mode/mode', who: 'office-qin' },
  { page: 'staff/emergency/report/report', who: 'desk-yucai' },
  { page: 'staff/emergency/list/list', who: 'desk-yucai' },
]
