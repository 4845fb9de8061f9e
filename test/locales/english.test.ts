import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { ApiError } from '../../miniprogram/api/api-error'
import { emptyList } from '../../miniprogram/api/paged-list'
import { initialJoin, joinView } from '../../miniprogram/activities/join/join.view'
import { joinWords } from '../../miniprogram/activities/locales/join'
import { storyOf } from '../../miniprogram/components/visit-history/visit-history.view'
import { formatPlate } from '../../miniprogram/domain/values/plates'
import { VISIT_ACTIONS } from '../../miniprogram/domain/visit/history'
import { captureView, newCapture } from '../../miniprogram/face/capture/capture.view'
import { directionsView, initialDirections } from '../../miniprogram/guest/directions/directions.view'
import { directionsWords } from '../../miniprogram/guest/locales/directions'
import { initialInvitation, invitationView } from '../../miniprogram/guest/invitation/invitation.view'
import { invitationWords } from '../../miniprogram/guest/locales/invitation'
import { bookingFormWords } from '../../miniprogram/locales/booking-form'
import { changeLines } from '../../miniprogram/locales/changes'
import { controlWords } from '../../miniprogram/locales/controls'
import { setLocale } from '../../miniprogram/locales/current'
import { helpContactsWords } from '../../miniprogram/locales/pages/help-contacts'
import { helpQuestionsWords } from '../../miniprogram/locales/pages/help-questions'
import { homeWords } from '../../miniprogram/locales/pages/home'
import { mineWords } from '../../miniprogram/locales/pages/mine'
import { mineAccountWords } from '../../miniprogram/locales/pages/mine-account'
import { passWords } from '../../miniprogram/locales/pages/pass'
import { recordsListWords } from '../../miniprogram/locales/pages/records-list'
import { recordsVisitWords } from '../../miniprogram/locales/pages/records-visit'
import { unavailableWords } from '../../miniprogram/locales/pages/unavailable'
import { newBooking, tryToSubmit } from '../../miniprogram/pages/booking/form/booking-state'
import { formView } from '../../miniprogram/pages/booking/form/form.view'
import { hostSearchView } from '../../miniprogram/pages/booking/host/host.view'
import { contactsView } from '../../miniprogram/pages/help/contacts/contacts.view'
import { questionsView } from '../../miniprogram/pages/help/questions/questions.view'
import { homeView } from '../../miniprogram/pages/home/home.view'
import { accountView, initialAccount } from '../../miniprogram/pages/mine/account/account.view'
import { initialMine, mineView } from '../../miniprogram/pages/mine/mine/mine.view'
import { passView } from '../../miniprogram/pages/pass/pass.view'
import { recordsView } from '../../miniprogram/pages/records/list/list.view'
import { UNTOUCHED_FACE } from '../../miniprogram/pages/records/visit/visit-face.view'
import { visitPageView } from '../../miniprogram/pages/records/visit/visit.view'
import { changeView, initialChange } from '../../miniprogram/rights/change/change.view'
import { changeWords } from '../../miniprogram/rights/locales/change'
import { dataWords } from '../../miniprogram/rights/locales/own-records'
import { remindersWords } from '../../miniprogram/rights/locales/reminders'
import { claimWords } from '../../miniprogram/rights/locales/standing'
import { dataView, initialData } from '../../miniprogram/rights/own-records/own-records.view'
import { initialReminders, remindersView } from '../../miniprogram/rights/reminders/reminders.view'
import { claimView, initialClaim } from '../../miniprogram/rights/standing/standing.view'
import { formView as walkInView, initialForm } from '../../miniprogram/walk-in/form/form.view'
import { walkInFormWords } from '../../miniprogram/walk-in/locales/form'
import { stepReason } from '../../miniprogram/locales/visit'
import { composedReason, pickedReasons } from '../../miniprogram/staff/locales/picked-reasons'
import { filesIn, read } from '../../scripts/paths.mjs'
import { detailOf, formOf, GATES, HOST, meOf, NOW, optionsOf, rowOf, TODAY } from '../views/visitor/builders'

/** A foreign guest reads English through the whole way (docs/decisions/0016). */
const HAN = /\p{Script=Han}/u
/** What shows how Chinese names and plates are typed, and the name of a page that a host looks for. */
const EXAMPLES = ['桂C·12345', '张 or 晓明', '一网通办']
/** A day as the records have it, within a sentence. */
const RAW_DAY = /[a-z,:;] ?\d{4}-\d\d(?:-\d\d)?\b/i

const HOUR = 3_600_000
const loaded = <Row>(rows: Row[]) => ({ ...emptyList<Row>(), rows, next: null })
const DRIVING = { plate: '桂C12345', companions: 2 }

const everybody = meOf({
  staffName: '农嘉怡',
  staffUnit: '文学院',
  approver: { units: [{ id: 'law', name: '法学院' }], frozen: { reason: '借调', since: NOW } },
  guard: { gates: GATES },
  desk: { campuses: [{ id: 'yucai', name: '育才校区' }] },
  office: { waiting: 1 },
  emergency: true,
  setup: true,
  waiting: { approvals: 2, returned: 1, pending: 3, approved: 1 },
})

const ended = (state: 'revoked' | 'cancelled' | 'expired') => ({
  ...rowOf({ ...DRIVING, id: state, state, reason: '活动改期' }),
  unitPhone: '0773-5550001',
})
const home = {
  ...{
    me: meOf(),
    today: TODAY,
    now: NOW,
    failure: '',
    loading: false,
    kept: [],
    ended: [],
    evacuation: false,
    passagesWait: false,
  },
  ...{ lastVisit: null, draft: null },
}

const allowed = {
  ...{ revise: true, cancel: true, askCancel: true, askChange: true, pass: true },
  ...{ addPhoto: true, bookAgain: true },
}
const asked = { askedAt: NOW, reason: '有事', answeredBy: '覃主任', answeredAt: NOW }
const history = VISIT_ACTIONS.map((action) => ({
  ...{ at: NOW, action, byName: '', byRole: 'visitor', from: null, to: 'pending', reason: '补充说明' },
  changes: [
    { field: 'lastDay', from: TODAY, to: '2026-05-25' },
    { field: 'plate', from: '', to: '桂C12345' },
    { field: 'purpose', from: '因私来访', to: '因公来访' },
    { field: 'documentKind', from: 'mainlandId', to: 'passport' },
  ],
}))
const passages = (['qr', 'shortCode', 'emergencyNumber', 'plate', 'document', 'face'] as const).map(
  (way, index) => ({
    ...{ id: way, at: NOW, gateName: '育才西门', direction: index % 2 === 0 ? 'in' : 'out', way },
    ...{ allowed: index > 1, reason: 'NOT_YET' },
  }),
)
const delivery = (['delivering', 'effective', 'failed'] as const).map((state) => ({
  ...{ gateId: state, gateName: '育才西门', state, ways: ['qr', 'face', 'plate', 'idCard'] },
}))
const detail = (state: string, changes: object = {}) =>
  detailOf({ ...DRIVING, state: state as never, reason: '资料不全' }, {
    form: formOf({
      ...{ driving: true, plate: '桂C12345', note: '送资料', matter: '答辩' },
      ...{ documentKind: 'passport', document: 'E12345678' },
      companions: [{ name: '陪同人', documentKind: 'passport', document: 'E1' }],
    }),
    ...{ allowedActions: allowed, history, passages, delivery },
    face: { url: 'x', consentAt: NOW },
    notifications: [{ at: NOW, names: ['韦老师', '农老师'] }],
    ...changes,
  } as never)
const visitPage = {
  ...{ failure: '', loading: false, asking: false, now: NOW, ...UNTOUCHED_FACE },
  cancelling: 'no' as const,
}
const ON_THE_MAP = GATES.map((gate) => ({
  ...gate,
  location: { latitude: 25.2736, longitude: 110.2907, address: '' },
}))
const issued = (changes: object = {}) => ({
  ...{ statement: 'AAAA', shortCode: 'ABCD2345', now: NOW, headCount: 3, gates: ON_THE_MAP, delivery },
  directions: 'd1.card',
  visit: rowOf({ ...DRIVING, state: 'approved', ...changes }),
  ...{ purposeClass: 'private' as const, ways: ['qr', 'shortCode', 'face', 'plate', 'idCard'] },
})
const pass = { pass: issued(), picture: 'x', refusal: null, loading: false, now: NOW }
// A refusal speaks when it is made.
setLocale('en')
const gone = (state: string) =>
  new ApiError('NO_PASS', { state, reason: '活动改期', unitName: '计算机学院', unitPhone: '0773-5550001' })

const activity = {
  ...{ state: 'open', over: false, title: '学术年会', unitName: '计算机学院', organiserName: '韦建国' },
  ...{ purpose: 'official', firstDay: TODAY, lastDay: TODAY, gates: GATES, asksPlate: true },
  purposeClass: 'official',
  ...{ question: '饮食', quota: 50, left: 12, message: { text: '请带电脑' }, own: null, keptDays: 180 },
  hours: { from: 1200, until: 120 },
} as const
const joining = (changes: object = {}) => ({
  ...initialJoin(TODAY),
  ...{ activity: { ...activity, ...changes } as never, tried: true },
})
const card = (changes: object = {}) => ({
  ...initialInvitation(TODAY),
  card: {
    ...{ kind: 'fill', state: 'open', inviterName: '韦老师', host: HOST, purpose: 'official' },
    ...{ purposeClass: 'official', purposeWords: { name: '因公来访', nameEn: 'Official visit' } },
    ...{ firstDay: TODAY, lastDay: TODAY, vip: true, triesLeft: 5, visitId: null },
    ...changes,
  } as never,
})
const directions = (changes: object = {}) => ({
  ...initialDirections(),
  directions: {
    state: 'open' as const,
    visit: {
      ...{ firstDay: TODAY, lastDay: TODAY, purposeClass: 'private' as const, driving: true },
      ...{ gates: ON_THE_MAP, controls: [{ gateIds: ['育才西门'], from: NOW, until: NOW + HOUR }] },
      ...changes,
    },
  },
  now: NOW,
})
const walkIn = (changes: object = {}) => ({
  ...initialForm(NOW),
  ...{ tried: true },
  read: {
    ...{ gateName: '育才西门', campusName: '育才校区', takesCars: true, hours: 4, left: 6, nextAt: null },
    ...{ keptDays: 180, until: NOW + HOUR / 6, visitId: null },
    ...changes,
  },
})
const rules = {
  options: optionsOf({ facePhoto: true, latestFirstDay: '2026-06-22' }),
  emergency: { on: true, since: NOW, byName: '', reason: '系统维护', history: [] },
  controls: [{ gateNames: ['育才西门'], from: NOW, until: NOW + HOUR, reason: '运动会' }] as never,
  units: [
    { id: 'a', name: '计算机学院', campusName: '雁山校区', hasGates: true, phone: '0773-5550001' },
    { id: 'b', name: '校史馆', campusName: '王城校区', hasGates: false, phone: null },
  ],
}
const questions = { rules, open: null, loading: false, failure: '', now: NOW }
const request = (state: string) => ({
  ...{ id: 'r', unitId: 'a', unitName: '法学院', reason: '接替', leaderName: '李主任', askedAt: NOW, state },
  ...{ answer: '表格不清', answeredAt: NOW },
})
const data = {
  madeAt: NOW,
  person: {
    ...{ staff: { name: '农嘉怡', unitName: '文学院' }, provedPhones: 1, messages: 2 },
    roles: ['approver', 'guard', 'desk', 'office'],
  },
  account: {
    request: request('refused'),
    steps: ['created', 'unitAdded', 'frozen', 'unfrozen', 'removed'].map((action) => ({
      ...{ at: NOW, action, reason: null },
    })),
    signIns: [{ browser: 'Chrome · Windows', address: '10.1.2.3', beganAt: NOW, seenAt: NOW }],
  },
  visits: [
    {
      ...{ id: 'visit-1', state: 'finished', purpose: 'private', hostName: '李老师', unitName: '文学院' },
      purposeWords: { name: '因私来访', nameEn: 'Private visit' },
      ...{ firstDay: TODAY, lastDay: TODAY, name: '林小满', phone: '13800138000', documentKind: 'passport' },
      ...{ document: 'E12345678', plate: '桂C12345', matter: '答辩', note: '送资料', submittedAt: NOW },
      companions: [{ name: '陪同人', documentKind: 'passport', document: 'E1' }],
      ...{ photo: { consentAt: NOW, kept: true }, privacy: { version: '1', at: NOW }, history, passages },
    },
  ],
  releases: [
    { field: 'change', askedAt: NOW, state: 'open', firstDay: TODAY, lastDay: TODAY, reason: '用完了' },
  ],
  erasure: {
    state: 'open',
    askedAt: NOW,
    dueAt: NOW,
    doneAt: null,
    erased: 0,
    hindered: { live: 1, inside: 2, vehicle: 1 },
  },
  ...{ hindered: { live: 1, inside: 2, vehicle: 1 }, keptDays: 180 },
}

/** Each page of a visitor: its title, and what its view makes of usual data. */
interface Row {
  page: string
  what: string
  state: object
  view: (state: never) => object
}
const rows: Row[] = []
const rowsOf = <State extends object>(
  page: string,
  view: (state: State) => object,
  states: Readonly<Record<string, unknown>>,
): void => {
  for (const [what, state] of Object.entries(states))
    rows.push({ page, what, state: state as object, view: view })
}

rowsOf('pages/home/home', homeView, {
  'of somebody new': home,
  'with a pass and ended ones': {
    ...home,
    me: meOf({ todayPasses: [rowOf(DRIVING)], pending: [rowOf()] }),
    ended: [ended('revoked'), ended('cancelled'), ended('expired')],
  },
  'after a visit, with a draft': {
    ...home,
    lastVisit: { visitId: 'v', hostName: '覃海燕', unitName: '计算机学院', firstDay: '2026-05-20' },
    draft: { form: formOf(), host: null },
  },
  'of a walk-in': {
    ...home,
    me: meOf({
      todayPasses: [
        rowOf({
          hostName: '',
          unitName: '临时来访 · 育才西门',
          walkIn: { gateName: '育才西门', endsAt: NOW },
        }),
      ],
    }),
  },
  'with one that has waited for two days': {
    ...home,
    me: meOf({ pending: [rowOf({ submittedAt: NOW - 50 * HOUR })] }),
  },
  'of somebody with every role': { ...home, me: everybody },
})
rowsOf('pages/records/list/list', recordsView, {
  'with rows': {
    ...{ chosen: 'returned', today: TODAY, counts: everybody.waiting },
    list: loaded([
      rowOf({ ...DRIVING, state: 'returned', reason: '资料不全' }),
      rowOf({ standing: true }),
      rowOf({ hostName: '', unitName: '临时来访 · 育才西门', walkIn: { gateName: '育才西门', endsAt: NOW } }),
    ]),
  },
  ...Object.fromEntries(
    ['pending', 'approved', 'returned', 'ended'].map((chosen) => [
      `without any ${chosen}`,
      { chosen, today: TODAY, counts: meOf().waiting, list: loaded([]) },
    ]),
  ),
})
rowsOf('pages/records/visit/visit', visitPageView, {
  ...Object.fromEntries(
    ['pending', 'approved', 'returned', 'revoked', 'cancelled', 'expired', 'finished'].map((state) => [
      state,
      { ...visitPage, detail: detail(state) },
    ]),
  ),
  'pending without a message': {
    ...visitPage,
    detail: detail('pending', { notifications: [] }),
    now: NOW + HOUR,
  },
  'of an activity': {
    ...{ ...visitPage, willTell: true },
    detail: {
      ...detail('pending', { activity: { hours: { from: 1200, until: 60 }, message: { text: '请带电脑' } } }),
      visit: rowOf({ activity: { title: '学术年会', waiting: true } }),
    },
  },
  'of a walk-in': {
    ...visitPage,
    detail: { ...detail('approved'), visit: rowOf({ walkIn: { gateName: '育才西门', endsAt: NOW } }) },
  },
  'of a standing pass': {
    ...visitPage,
    detail: detail('approved', { standing: { weekdays: [1, 3], hours: { from: 420, until: 60 } } }),
  },
  'of a standing pass with a photo': {
    ...visitPage,
    detail: { ...detail('approved'), visit: rowOf({ standing: true }) },
    photoRefused: 'No network',
  },
  'of a standing pass without a photo': {
    ...visitPage,
    detail: { ...detail('approved', { face: null }), visit: rowOf({ standing: true }) },
  },
  'with a photo that got no answer': { ...visitPage, detail: detail('approved'), unsent: 'photo' },
  'asked to cancel and to change': {
    ...visitPage,
    detail: detail('approved', {
      cancelRequest: { ...asked, state: 'open' },
      changeRequest: { ...asked, state: 'open', lastDay: '2026-05-26', plate: '桂C12345' },
    }),
  },
  'refused to cancel and to change': {
    ...visitPage,
    detail: detail('approved', {
      cancelRequest: { ...asked, state: 'kept' },
      changeRequest: { ...asked, state: 'kept', answeredBy: null, lastDay: TODAY, plate: null },
    }),
  },
})
rowsOf('pages/pass/pass', passView, {
  'valid today': pass,
  'valid later': { ...pass, pass: issued({ firstDay: '2026-05-24' }), clockOffset: 300_000 },
  over: { ...pass, pass: issued({ firstDay: '2026-05-20', lastDay: '2026-05-21' }) },
  'without network': { ...pass, refusal: new ApiError('NETWORK') },
  withdrawn: { ...pass, refusal: gone('revoked') },
  cancelled: { ...pass, refusal: gone('cancelled') },
  'on another phone': { ...pass, refusal: new ApiError('PASS_ELSEWHERE') },
})
rowsOf('pages/booking/form/form', formView, {
  empty: { ...newBooking(), options: optionsOf({ facePhoto: true }) },
  'tried empty': tryToSubmit({ ...newBooking(), options: optionsOf({ facePhoto: true }) }),
  filled: { ...newBooking(), options: optionsOf(), host: HOST, form: detail('pending').form },
  sent: { ...newBooking(), options: optionsOf(), done: { visitId: 'v', approvers: 2 }, host: HOST },
})
rowsOf('pages/booking/host/host', hostSearchView, {
  empty: { text: '', unit: null, answer: null, loading: false, failure: '' },
  'without an answer': {
    ...{ text: '覃', unit: { unitId: 'a', name: '计算机学院' }, loading: false, failure: '' },
    answer: { text: '覃', rows: [] },
  },
  'with an answer': {
    ...{ text: '覃', unit: null, loading: false, failure: '' },
    answer: { text: '覃', rows: [{ hostId: 'a', name: '覃海燕', unitName: '计算机学院' }] },
  },
})
rowsOf('pages/mine/mine/mine', mineView, {
  'of a visitor': { ...initialMine(), me: meOf() },
  'of somebody with every role': { ...initialMine(), me: everybody, asked: request('refused') },
  ...Object.fromEntries(
    ['guard', 'desk', 'office'].map((role) => [
      `of ${role}`,
      {
        ...initialMine(),
        me: {
          ...meOf({ templates: { newBooking: '', decision: '', auditHead: '' } }),
          [role]: everybody[role as 'desk'],
        },
      },
    ]),
  ),
})
rowsOf('pages/mine/account/account', accountView, {
  empty: { ...initialAccount(), units: rules.units as never, tried: true },
  ...Object.fromEntries(
    ['open', 'accepted', 'refused'].map((state) => [
      state,
      { ...initialAccount(), units: rules.units as never, request: request(state) as never, now: NOW },
    ]),
  ),
})
rowsOf('pages/help/questions/questions', questionsView, {
  'while calls are taken': questions,
  otherwise: {
    ...questions,
    rules: {
      ...rules,
      options: optionsOf(),
      emergency: { ...rules.emergency, on: false },
      controls: [] as never,
    },
  },
})
rowsOf('pages/help/contacts/contacts', contactsView, {
  all: { office: rules.options.contacts, units: rules.units, text: '', loading: false, failure: '' },
  'not found': { office: [], units: rules.units, text: '不存在', loading: false, failure: '' },
})
rowsOf('pages/unavailable/unavailable', () => unavailableWords().labels, { '': {} })
rowsOf('activities/join/join', joinView, {
  open: joining(),
  full: joining({ left: 0 }),
  closed: joining({ state: 'closed' }),
  over: joining({ lastDay: '2020-01-01' }),
  joined: joining({ own: { visitId: 'v', state: 'approved' } }),
  done: { ...joining(), done: { visitId: 'v', state: 'approved', waiting: false } as never },
  'on the waiting list': { ...joining(), done: { visitId: 'v', state: 'pending', waiting: true } as never },
})
rowsOf('walk-in/form/form', walkInView, {
  open: walkIn(),
  full: walkIn({ until: null, nextAt: NOW + HOUR }),
  'full for good': walkIn({ until: null }),
  held: walkIn({ visitId: 'v' }),
})
rowsOf('guest/invitation/invitation', invitationView, {
  'to fill in': card(),
  'to claim': card({ kind: 'claim' }),
  'to claim by last fours': { ...card({ kind: 'claim' }), typing: true, tried: true },
  taken: card({ state: 'used', visitId: 'v' }),
  'taken by another': card({ state: 'used' }),
  closed: card({ state: 'closed' }),
})
rowsOf('guest/directions/directions', directionsView, {
  'by car': directions(),
  'on foot': directions({ driving: false }),
  'in its hours': directions({ hours: { from: 480, until: 1080 }, weekdays: [1, 2, 3, 4, 5] }),
  'of a walk-in': directions({ endsAt: NOW + HOUR }),
  over: { ...initialDirections(), directions: { state: 'over' as const, visit: null }, now: NOW },
  off: { ...initialDirections(), directions: { state: 'off' as const, visit: null }, now: NOW },
})
rowsOf('face/capture/capture', captureView, {
  intro: { ...newCapture(), asked: true },
  'of a standing pass': newCapture('standing'),
  camera: { ...newCapture(), guidance: { hint: 'closer', progress: 0 } as never },
  refused: { ...newCapture(), denied: 'refused' as const },
  'without a camera': { ...newCapture(), denied: 'missing' as const },
  small: { ...newCapture(), photo: { path: 'x', issue: 'size' } as never },
  dark: { ...newCapture(), photo: { path: 'x', issue: 'tooDark' } as never },
})
rowsOf('rights/own-records/own-records', dataView, {
  full: { ...initialData(), data: data as never, now: NOW },
  empty: {
    ...initialData(),
    ...{
      data: { ...data, visits: [], releases: [], erasure: { ...data.erasure, state: 'done' } } as never,
      now: NOW,
    },
  },
})
rowsOf('rights/change/change', changeView, {
  ready: { ...initialChange(), detail: detail('approved'), lastDay: '2026-05-26', now: NOW },
})
rowsOf('rights/standing/standing', claimView, {
  empty: initialClaim(),
  none: { ...initialClaim(), claimed: [] },
  one: { ...initialClaim(), claimed: ['v'] },
})
rowsOf('rights/reminders/reminders', remindersView, {
  some: { ...initialReminders(), me: { ...everybody, consents: { 'template-decision': 2 } } },
})

setLocale(null)

/** Strings in which somebody, or the office, typed Chinese; the longest first. */
function typedIn(state: unknown): string[] {
  const found: string[] = []
  JSON.stringify(state, (_, value: unknown) => {
    if (typeof value === 'string' && HAN.test(value)) found.push(value, formatPlate(value))
    return value
  })
  return found.sort((a, b) => b.length - a.length)
}

const chineseOf = (view: object, state: object): string[] => {
  const typed = [...EXAMPLES, ...typedIn(state)]
  const shown = typed.reduce((text, each) => text.replaceAll(each, ''), JSON.stringify(view))
  return shown.match(/[^"]*\p{Script=Han}[^"]*/gu) ?? []
}

/** A word that the column of a list of facts (components/fact-list) would break. */
const isTooLong = (word: string): boolean => word.length > 9

/** What the facts of a view are called. */
function labelsIn(view: object): string[] {
  const found: string[] = []
  JSON.stringify(view, (key, value: unknown) => {
    if (key === 'facts') found.push(...(value as { label: string }[]).map(({ label }) => label))
    return value
  })
  return found
}

/** What is read of a view: its strings of more than one word. */
function sentencesIn(view: object): string[] {
  const found: string[] = []
  JSON.stringify(view, (_, value: unknown) => {
    if (typeof value === 'string' && value.includes(' ')) found.push(value)
    return value
  })
  return found
}

describe('in English', () => {
  beforeEach(() => setLocale('en'))
  afterEach(() => setLocale(null))

  test.each(rows)('$page $what: no Chinese but what people or the office typed', ({ view, state }) => {
    const shown = view(state as never)
    expect(chineseOf(shown, state)).toEqual([])
    expect(JSON.stringify(shown)).not.toMatch(/undefined|NaN|\[object/)
    expect(sentencesIn(shown).filter((text) => RAW_DAY.test(text))).toEqual([])
    expect(labelsIn(shown).filter((label) => label.split(' ').some(isTooLong))).toEqual([])
  })

  it('the history of a booking too', () => {
    const story = storyOf({ history, passages } as never, NOW)
    expect(story).toHaveLength(history.length + passages.length)
    expect(chineseOf(story, [history, passages])).toEqual([])
  })

  it('with the purposes of which it tells', () => {
    const changes = [{ field: 'purpose' as const, from: '因公来访', to: '因私来访' }]
    expect(changeLines(changes, NOW)).toEqual(['Purpose: Official visit → Private visit'])
    expect(changeLines([{ ...changes[0]!, to: '校史展' }], NOW)).toEqual(['Purpose: Official visit → 校史展'])
  })

  it('what shared components say too', () => expect(JSON.stringify(controlWords())).not.toMatch(HAN))
})

describe('reasons that an approver picks', () => {
  beforeEach(() => setLocale('en'))
  afterEach(() => setLocale(null))

  const {
    return: returned,
    revoke,
    revokeWalkIn,
    cancelActivity,
    withdrawStanding,
    withdrawPerson,
  } = pickedReasons
  const read = [returned, revoke, revokeWalkIn, cancelActivity, withdrawStanding, withdrawPerson].flat()

  test.each([...new Set(read)].filter((reason) => reason !== '其他'))('%s', (reason) => {
    expect(stepReason(reason)).not.toMatch(HAN)
    const both = composedReason([reason, '其他'], { picked: [reason, '其他'], typed: '请带护照' })
    expect(stepReason(both)).toBe(`${stepReason(reason)}; 请带护照`)
  })
})

it('a sentence in Chinese would be found', () => {
  expect(chineseOf(homeView(home as never), home)).not.toEqual([])
})

/** Pages whose titles aren't set by the state in which they are opened. */
const TITLES: Readonly<Record<string, () => { title: string }>> = {
  'pages/home/home': homeWords,
  'pages/records/list/list': recordsListWords,
  'pages/records/visit/visit': recordsVisitWords,
  'pages/pass/pass': passWords,
  'pages/mine/mine/mine': mineWords,
  'pages/mine/account/account': mineAccountWords,
  'pages/help/questions/questions': helpQuestionsWords,
  'pages/help/contacts/contacts': helpContactsWords,
  'pages/unavailable/unavailable': unavailableWords,
  'activities/join/join': joinWords,
  'walk-in/form/form': walkInFormWords,
  'guest/invitation/invitation': invitationWords,
  'guest/directions/directions': directionsWords,
  'rights/change/change': changeWords,
  'rights/own-records/own-records': dataWords,
  'rights/reminders/reminders': remindersWords,
  'rights/standing/standing': claimWords,
}

/** Letters that stand beside the platform's own buttons on a phone of 320 px. */
const MAX_TITLE = 16

test.each(Object.entries(TITLES))('%s has the title of its page, and sets it', (page, words) => {
  const { navigationBarTitleText } = JSON.parse(read(`miniprogram/${page}.json`)) as Record<string, string>
  expect(words().title).toBe(navigationBarTitleText)
  expect(read(`miniprogram/${page}.ts`)).toContain('setNavigationBarTitle')
  setLocale('en')
  expect(words().title).not.toMatch(HAN)
  expect(words().title.length).toBeLessThanOrEqual(MAX_TITLE)
  setLocale(null)
})

test.each(Object.keys(bookingFormWords().titles) as (keyof ReturnType<typeof bookingFormWords>['titles'])[])(
  'the form has room for its title: %s',
  (title) => {
    setLocale('en')
    expect(bookingFormWords().titles[title].length).toBeLessThanOrEqual(MAX_TITLE)
    setLocale(null)
  },
)

it('the tabs are named as in app.json', () => {
  const { tabBar } = JSON.parse(read('miniprogram/app.json')) as { tabBar: { list: { text: string }[] } }
  expect(controlWords().tabs).toEqual(tabBar.list.map(({ text }) => text))
})

/** What visitors see: all but the host's own pages and those of people who work here. */
const VISITORS = /^miniprogram\/(?!miniprogram_npm\/|staff\/|pages\/host\/)/
const visitorFiles = (kind: string): string[] =>
  filesIn('.', new RegExp(`\\.${kind}$`)).filter((file) => VISITORS.test(file))

it('every page of a visitor is looked at', () => {
  const app = JSON.parse(read('miniprogram/app.json')) as {
    pages: string[]
    subPackages: { root: string; pages: string[] }[]
  }
  const pages = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ]
  expect([...new Set(rows.map(({ page }) => page))].sort()).toEqual(
    pages.filter((page) => VISITORS.test(`miniprogram/${page}`)).sort(),
  )
})

it('no template of a page or component for visitors holds Chinese', () => {
  const files = visitorFiles('wxml')
  expect(files.length).toBeGreaterThan(30)
  expect(files.filter((file) => HAN.test(read(file).replace(/<!--[\s\S]*?-->/g, '')))).toEqual([])
})

/** The reasons that approvers pick are Chinese, whoever reads them. */
const ONE_LANGUAGE = ['miniprogram/pages/booking/form/form.view.ts']

it('no page or component for visitors takes its words from one language', () => {
  const files = visitorFiles('ts').filter((file) => !/\/(?:locales|domain)\//.test(file))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((file) => /locales\/(?:zh|en)\//.test(read(file)))).toEqual(ONE_LANGUAGE)
})
