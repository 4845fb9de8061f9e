import { describe, expect, it, test } from 'vitest'
import { HELP_TOPICS, type HelpTopic } from '../../../miniprogram/config/help-topics'
import { answersFrom, type HelpRules } from '../../../miniprogram/pages/help/questions/answers'
import { initialQuestions, questionsView } from '../../../miniprogram/pages/help/questions/questions.view'
import { contactsView, initialContacts } from '../../../miniprogram/pages/help/contacts/contacts.view'
import { helpTopicFor } from '../../../miniprogram/pages/booking/form/booking-refusal.view'
import { SHIPPED_TARIFF } from '../../../miniprogram/locales/zh/shipped-tariff'
import { reminderAt, SHIPPED_REMINDERS } from '../../../miniprogram/domain/notice/reminders'
import { reminderWords } from '../../../miniprogram/locales/zh/reminders'
import { helpQuestionsWords as inEnglish } from '../../../miniprogram/locales/en/pages/help-questions'
import { helpQuestionsWords as inChinese } from '../../../miniprogram/locales/zh/pages/help-questions'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { formatDay, formatMoment } from '../../../miniprogram/locales/zh/days'
import { NOW, optionsOf, TODAY, NO_NETWORK } from './builders'

const OFF = { on: false, since: null, byName: '', reason: '', history: [] }
const unit = (name: string, campusName: string, phone: string | null, hasGates = true) => ({
  id: name,
  name,
  campusName,
  hasGates,
  phone,
})
const UNITS = [
  unit('计算机学院', '雁山校区', '0773-5550001'),
  unit('文学院', '育才校区', '0773-5550002'),
  unit('校史馆', '王城校区', null, false),
]
const rulesOf = (changes: Partial<HelpRules> = {}): HelpRules => ({
  options: optionsOf(),
  emergency: OFF,
  controls: [],
  units: UNITS,
  ...changes,
})
const answer = (topic: HelpTopic, changes: Partial<HelpRules> = {}) => {
  const found = answersFrom(rulesOf(changes), NOW).find((each) => each.topic === topic)
  return { words: found?.lines.join('\n') ?? '', question: found?.question ?? '', ...found }
}

describe('answers follow the live rules', () => {
  it('one for every topic, each with words', () => {
    expect(answersFrom(rulesOf(), NOW).map(({ topic }) => topic)).toEqual(HELP_TOPICS)
  })

  test('how many days, and how far ahead', () => {
    expect(answer('days').words).toContain('一次最长15天')
    expect(answer('days').words).toContain('不限天数')
    const options = optionsOf({
      maxDays: 10,
      latestFirstDay: '2026-06-06',
      adviseLongDays: 5,
      adviseAheadDays: 14,
    })
    expect(answer('days', { options }).words).toMatch(/最长10天[^]*6月6日[^]*超过5天或提前14天/)
  })

  test.each([
    ['so many days', { standingLimit: 'days', standingDays: 100, termEnds: [] }, 100],
    [
      'until the term ends',
      { standingLimit: 'term', standingDays: 100, termEnds: [addDays(TODAY, 40).slice(5)] },
      41,
    ],
  ] as const)('how long a standing pass may be: %s', (_, standing, days) => {
    const options = optionsOf({ maxDays: 10, standing: { ...standing, termEnds: [...standing.termEnds] } })
    const { question, words } = answer('standing', { options })
    expect(question).toBe('需要来校超过10天，怎么办？')
    expect(words).toContain(`从今天开始的最长到${formatDay(addDays(TODAY, days - 1), TODAY)}`)
  })

  /** A number that a rule may change comes from the rule: the sentences themselves have none. */
  test.each([
    ['Chinese', inChinese],
    ['English', inEnglish],
  ])('no %s sentence has a number of its own', (_, { either: _joined, ...words }) => {
    const sentences = Object.values(words).map((sentence) =>
      typeof sentence === 'function'
        ? String((sentence as (...parts: string[]) => string)(...Array<string>(sentence.length).fill('…')))
        : JSON.stringify(sentence),
    )
    expect(sentences.length).toBeGreaterThan(50)
    expect(sentences.filter((sentence) => /\d|学期|a term/.test(sentence))).toEqual([])
  })

  test('which gates for which purpose, and the controls that hold', () => {
    const { gates } = answer('gates')
    expect(gates?.map(({ heading }) => heading)).toEqual([
      '',
      '因公类（短期培训、因公来访、校友返校活动）',
      '因私类（因私来访、家政服务、其它）',
    ])
    const words = (at: number) =>
      gates?.[at]?.groups.flatMap(({ campuses }) =>
        campuses.flatMap(({ gates }) => gates.map((gate) => gate.words)),
      )
    expect(words(2)?.join('')).toBe('育才西门雁山东门、雁山西门（仅可进入）')
    expect(words(1)?.join('')).toContain('育才东门')
    const times = { from: NOW, until: NOW + 3_600_000, told: 0, toldAll: true }
    const controls = [{ id: 'c', gateNames: ['育才西门'], reason: '校庆', ...times }]
    expect(answer('gates', { controls }).words).toContain(
      '育才西门在今天 14:00至今天 15:00不通行车辆（校庆）',
    )
  })

  test('the fee, from the tariff in force', () => {
    expect(answer('fee').words).toContain('30分钟以内免费')
    const tariff = { ...SHIPPED_TARIFF, freeMinutes: 15, label: '新标准' }
    const options = optionsOf({ tariff: tariff as never, paysAfterDays: false })
    expect(answer('fee', { options }).words).toMatch(/因公来访车辆，免停车费。[^]*15分钟以内免费[^]*新标准/)
  })

  test('the duplicate rule that is set', () => {
    expect(answer('duplicate').words).toContain('同时只能有一条有效预约')
    const options = optionsOf({ duplicateRule: 'overlap' })
    expect(answer('duplicate', { options }).words).toContain('日期不重叠可以另约')
  })

  test('what can be cancelled and changed, as the rule itself answers', () => {
    expect(answer('change').words).toContain('可以自行取消：待审批，或被退回，或已通过、尚未入校的预约')
    expect(answer('change').words).toContain('已经入校的，在预约里点“请审批人取消”')
  })

  test('an approved booking only its approver cancels, while the office says so', () => {
    const { words } = answer('change', { options: optionsOf({ cancelApproved: false }) })
    expect(words).toContain('可以自行取消：待审批，或被退回的预约')
    expect(words).toContain('已通过的，在预约里点“请审批人取消”')
  })

  test('when approvers are reminded: the words name the very moment', () => {
    for (const rules of [SHIPPED_REMINDERS, { ...SHIPPED_REMINDERS, opensAt: 9 * 60 + 30 }]) {
      const at = reminderAt(TODAY, rules)
      const day = at < startOfDay(TODAY) ? '来访前一天' : '来访当天'
      expect(reminderWords(rules)).toBe(`${day}${formatMoment(at, at).slice(3)}`)
      expect(answer('waiting', { options: optionsOf({ reminders: rules }) }).words).toContain(
        reminderWords(rules),
      )
    }
  })

  test('phone reports only while the office has switched them on', () => {
    expect(answer('emergency').words).toContain('现在没有开启')
    expect(answer('emergency').calls).toEqual([])
    const on = { on: true, since: NOW, byName: '保卫处', reason: '系统检修', history: [] }
    expect(answer('emergency', { emergency: on }).words).toContain('今天 14:00起，原因：系统检修')
    expect(answer('emergency', { emergency: on }).calls).toEqual(optionsOf().contacts)
  })

  test('a campus without gates, as long as there is one', () => {
    expect(answer('elsewhere').words).toBe('王城校区未建设智能门禁系统，请联系接待单位在一网通办申请。')
    const topics = answersFrom(rulesOf({ units: UNITS.slice(0, 2) }), NOW).map(({ topic }) => topic)
    expect(topics).not.toContain('elsewhere')
  })

  test('face only while it is offered, and how long personal details are kept', () => {
    expect(answer('pass').words).not.toContain('刷脸')
    const options = optionsOf({ facePhoto: true, anonymiseAfterDays: 90 })
    expect(answer('pass', { options }).words).toContain('刷脸')
    expect(answer('privacy', { options }).words).toContain('90天')
  })
})

describe('the questions', () => {
  test('a skeleton, then the questions with one open; a failed refresh leaves them', () => {
    expect(questionsView(initialQuestions()).stage).toBe('loading')
    const view = questionsView({
      ...initialQuestions(),
      rules: rulesOf(),
      open: 'fee',
      failure: NO_NETWORK,
      now: NOW,
    })
    expect(view.stage).toBe('ready')
    expect(view.answers.flatMap(({ topic, open }) => (open ? [topic] : []))).toEqual(['fee'])
    expect(questionsView({ ...initialQuestions(), loading: false, failure: NO_NETWORK }).stage).toBe('failed')
  })

  test.each([
    ['DUPLICATE', 'duplicate'],
    ['VEHICLE_INSIDE', 'inside'],
    ['FEE_DUE', 'fee'],
    ['NO_APPROVER', 'waiting'],
    ['BLACKLISTED', null],
    ['NETWORK', null],
  ])('a booking refused with %s leads to: %s', (code, topic) => expect(helpTopicFor(code)).toBe(topic))
})

describe('contacts', () => {
  const ready = { ...initialContacts(), office: optionsOf().contacts, units: UNITS, loading: false }

  test('office and desks first, then the units that have a number, by campus', () => {
    expect(
      contactsView(ready).groups.map(({ heading, calls }) => [heading, calls.map(({ name }) => name)]),
    ).toEqual([
      ['保卫处与指挥中心', ['育才校区110指挥中心']],
      ['雁山校区各单位', ['计算机学院']],
      ['育才校区各单位', ['文学院']],
    ])
  })

  test('are found by part of the name; nothing found says so', () => {
    expect(contactsView({ ...ready, text: ' 文学 ' }).groups).toEqual([
      { heading: '育才校区各单位', calls: [{ name: '文学院', phone: '0773-5550002' }] },
    ])
    expect(contactsView({ ...ready, text: '不存在' })).toMatchObject({
      groups: [],
      nothingFor: '没有找到“不存在”',
    })
  })

  test('a skeleton first; without network the reason', () => {
    expect(contactsView(initialContacts()).stage).toBe('loading')
    expect(contactsView({ ...initialContacts(), failure: NO_NETWORK }).stage).toBe('failed')
  })
})
