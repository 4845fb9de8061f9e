import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import app from '../../../miniprogram/app.json'
import type { LoadFailure } from '../../../miniprogram/api/api-error'
import {
  failedView,
  type FailedView,
  type WayOn,
} from '../../../miniprogram/components/load-failed/load-failed.view'
import { setLocale } from '../../../miniprogram/locales/current'
import { openPage, type Answer, type OpenedPage, type Runtime } from './opened-page'

/**
 * Every page that loads something, opened while it can't be loaded: what stands there, whether 重试 is offered, and where it
 * goes on otherwise. A new page needs a row.
 */
interface Row {
  page: string
  /** With what it is opened, each for itself. */
  queries?: Record<string, string>[]
  /** Where it goes on when asking again is of no use; home when nothing is said. */
  way?: WayOn
  /** What somebody does on it before it asks for anything. */
  then?: (page: Runtime) => void
  /** Visitors read it, in English too. */
  visitor?: true
  /** What else its own actions refuse, for good. */
  refusals?: string[]
}

const ID = '7f3c0a9e5b1d4c68a2e07b94d1f6c358'
/** In the address: one that is nobody's, one that no record ever had, one that nothing can read, and none. */
const ids = (name: string): Record<string, string>[] => [
  { [name]: ID },
  { [name]: '../x' },
  { [name]: '%' },
  {},
]

const ROWS: readonly Row[] = [
  { page: 'pages/home/home', way: 'none', visitor: true },
  {
    page: 'pages/booking/form/form',
    queries: [
      {},
      ...ids('revise'),
      ...ids('copy'),
      ...ids('invitation'),
      ...ids('host'),
      ...ids('unit'),
      ...ids('scene'),
      { inviting: 'guest' },
    ],
    way: 'booking',
    visitor: true,
    refusals: ['INVITATION_CLOSED', 'INVITATION_USED'],
  },
  {
    page: 'pages/booking/host/host',
    queries: [{}, { unit: ID, name: encodeURIComponent('计算机学院') }, { unit: ID, name: '%' }],
    then: (host) => (host.onType as (event: object) => void)({ detail: { value: '张' } }),
    way: 'back',
    visitor: true,
    refusals: ['TOO_MANY_HOSTS'],
  },
  { page: 'pages/records/list/list', visitor: true },
  { page: 'pages/records/visit/visit', queries: ids('id'), way: 'records', visitor: true },
  { page: 'pages/pass/pass', queries: ids('id'), way: 'records', visitor: true },
  { page: 'pages/mine/mine/mine', visitor: true },
  { page: 'pages/mine/account/account', visitor: true },
  { page: 'pages/host/visits/visits' },
  { page: 'pages/host/code/code', queries: [{}, { of: 'unit' }] },
  { page: 'pages/help/questions/questions', queries: [{}, { topic: 'gates' }], visitor: true },
  { page: 'pages/help/contacts/contacts', visitor: true },
  {
    page: 'guest/directions/directions',
    queries: ids('card'),
    visitor: true,
  },
  {
    page: 'guest/invitation/invitation',
    queries: ids('id'),
    way: 'booking',
    visitor: true,
    refusals: ['INVITATION_CLOSED', 'INVITATION_USED'],
  },
  {
    page: 'activities/join/join',
    queries: [...ids('id'), ...ids('scene')],
    way: 'booking',
    visitor: true,
    refusals: ['ACTIVITY_CLOSED'],
  },
  {
    page: 'walk-in/form/form',
    queries: [...ids('code'), ...ids('scene')],
    visitor: true,
    refusals: ['WALK_IN_CODE', 'WALK_IN_TICKET', 'WALK_IN_CLOSED', 'WALK_IN_HELD', 'TOO_MANY_TRIES'],
  },
  { page: 'rights/own-records/own-records', visitor: true },
  { page: 'rights/reminders/reminders', visitor: true },
  { page: 'rights/change/change', queries: ids('id'), way: 'records', visitor: true },
  { page: 'staff/approvals/list/list' },
  { page: 'staff/approvals/visit/visit', queries: ids('id') },
  { page: 'staff/approvals/releases/releases' },
  { page: 'staff/deputy/deputy' },
  { page: 'staff/invitations/list/list' },
  { page: 'staff/invitations/make/make' },
  { page: 'staff/activities/list/list' },
  { page: 'staff/activities/make/make' },
  { page: 'staff/activities/activity/activity', queries: ids('id') },
  { page: 'staff/activities/guests/guests', queries: ids('id') },
  { page: 'staff/activities/import/import', queries: ids('id') },
  { page: 'staff/walk-in/code/code', queries: ids('gate') },
  { page: 'staff/walk-in/quotas/quotas' },
  { page: 'staff/standing-pass/list/list' },
  { page: 'staff/standing-pass/make/make', queries: [...ids('id'), { id: ID, part: 'papers' }] },
  { page: 'staff/standing-pass/pass/pass', queries: ids('id'), refusals: ['STANDING_STATE'] },
  { page: 'staff/gate/scan/scan' },
  { page: 'staff/gate/evacuation/evacuation' },
  { page: 'staff/admin/home/home' },
  { page: 'staff/admin/requests/requests' },
  { page: 'staff/admin/accounts/accounts' },
  { page: 'staff/admin/blacklist/list/list' },
  { page: 'staff/admin/blacklist/entry/entry', queries: ids('id') },
  { page: 'staff/admin/devices/list/list' },
  { page: 'staff/admin/devices/register/register' },
  { page: 'staff/admin/conflicts/conflicts' },
  { page: 'staff/lists/lists' },
  { page: 'staff/desk/vehicles/vehicles' },
  { page: 'staff/desk/traffic/traffic' },
  { page: 'staff/presence/presence' },
  { page: 'staff/emergency/mode/mode' },
  { page: 'staff/emergency/report/report' },
  { page: 'staff/emergency/list/list' },
]

/** Pages that ask for nothing before somebody has done something on them. */
const LOADS_NOTHING = [
  'pages/unavailable/unavailable',
  'face/capture/capture',
  'rights/standing/standing',
  'staff/gate/camera/camera',
  'staff/gate/result/result',
  'staff/admin/blacklist/propose/propose',
  'staff/setup/setup',
]
/** What opens with a page of its own, whatever of its list can't be loaded. */
const LOADS_BESIDE = ['staff/console/console']

/** What passes: the picture that it has. */
const PASSING: [string, Answer, string][] = [
  ['the network is lost', { errCode: -1 }, 'cloud-off'],
  ['no answer comes in time', 'never', 'cloud-off'],
  ['the function is cut off', 'nothing', 'time'],
  ['the function runs out of time', { errCode: -504002 }, 'time'],
  ['too many call at once', { code: 'BUSY' }, 'time'],
  ['the server makes a mistake', { code: 'INTERNAL', details: { requestId: 'r1' } }, 'error-circle'],
  ['the environment is wrong', { errCode: -501000 }, 'error-circle'],
  ['the quota is used up', { errCode: -501002 }, 'error-circle'],
  ['the function is missing', { errCode: -404011 }, 'error-circle'],
]

/** What any action may refuse for good. */
const FINAL: [string, Answer, string][] = [
  ['there is no such record, or it is another’s', { code: 'NOT_FOUND' }, 'file-unknown'],
  ['the address can’t be read', { code: 'BAD_REQUEST', details: { fields: ['id'] } }, 'file-unknown'],
  ['the role is gone', { code: 'NOT_ALLOWED' }, 'lock-on'],
  [
    'the account is frozen',
    { code: 'FROZEN', details: { reason: '离职', since: 1_780_000_000_000 } },
    'lock-on',
  ],
  ['only a newer program knows', { code: 'SOMETHING_NEW' }, 'file-unknown'],
]

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-05-23T10:00:00+08:00') })
  for (const level of ['warn', 'error', 'info'] as const)
    vi.spyOn(console, level).mockImplementation(() => undefined)
})
afterEach(() => {
  setLocale(null)
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** What `load-failed` shows there; null: it isn't there. */
function failed(opened: OpenedPage): FailedView | null {
  const shown = opened.shown().filter(({ tag }) => tag === 'load-failed')
  expect(shown.length).toBeLessThan(2)
  const [first] = shown
  if (first === undefined) return null
  // An expression that names nothing.
  expect(Object.values(first.attributes)).not.toContain(undefined)
  const { failure, advice = '', way = 'home' } = first.attributes
  return failedView(failure as LoadFailure, advice as string, way as WayOn)
}

const CASES = ROWS.flatMap(({ page, queries = [{}], way = 'home', visitor = false, refusals = [], then }) =>
  queries.map((query) => ({
    ...{ page, at: page + address(query), way, visitor, refusals },
    open: (answer: Answer) => openPage(page, query, answer, then),
  })),
)

type Case = (typeof CASES)[number]

function address(query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${value}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** What is seen there after each of the answers, one line each. */
async function linesOf(open: Case['open'], answers: readonly [string, Answer, string][]) {
  const lines: string[] = []
  for (const [what, answer] of answers) {
    const opened = await open(answer)
    const shown = failed(opened)
    const offered = shown === null ? 'nothing' : shown.again ? 'again' : shown.action
    lines.push(
      `${what}: ${shown?.icon ?? ''}, ${offered}${opened.asked.length === 0 ? ', nothing asked' : ''}`,
    )
  }
  return lines
}

describe.each(CASES)('$at', ({ open, way, visitor, refusals }) => {
  test('what passes offers 重试', async () =>
    expect(await linesOf(open, PASSING)).toEqual(PASSING.map(([what, , icon]) => `${what}: ${icon}, again`)))

  test('what stays as it is offers a way on', async () => {
    const answers = [
      ...FINAL,
      ...refusals.map((code): [string, Answer, string] => [code, { code }, 'file-unknown']),
    ]
    expect(await linesOf(open, answers)).toEqual(
      answers.map(([what, , icon]) => `${what}: ${icon}, ${WAYS[way]}`),
    )
  })

  if (visitor)
    test('visitors read it in English too', async () => {
      setLocale('en')
      const shown = failed(await open({ code: 'NOT_FOUND' }))
      expect(Object.values(shown ?? { none: '无' }).join(' ')).not.toMatch(/\p{Script=Han}/u)
    })
})

const WAYS: Readonly<Record<WayOn, string>> = {
  home: '返回首页',
  records: '查看我的预约',
  booking: '预约来访',
  back: '返回上一页',
  none: 'again',
}

describe('all pages', () => {
  const pages = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ]

  test('are looked at', () => {
    const rows = [...ROWS.map(({ page }) => page), ...LOADS_NOTHING, ...LOADS_BESIDE]
    expect(rows.sort()).toEqual([...pages].sort())
  })

  test.each(LOADS_NOTHING.filter((page) => !page.includes('gate/')))('%s asks for nothing', async (page) => {
    expect((await openPage(page, {}, { errCode: -1 })).asked).toEqual([])
  })
})
