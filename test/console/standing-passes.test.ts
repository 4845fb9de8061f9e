import { readSheet } from 'read-excel-file/node'
import { describe, expect, it, test } from 'vitest'
import {
  confirmationsOf,
  personLines,
  standingFacts,
  standingLines,
  standingQuestion,
  type StandingPass,
} from '../../console/pages/standing-pass/standing-passes'
import { PEOPLE_HEADINGS, peopleOfPasses, personCells } from '../../console/pages/standing-pass/people-file'
import { readAll } from '../../console/sheet/read-all'
import { xlsxOf } from '../../console/sheet/xlsx'
import { addDays } from '../../miniprogram/domain/values/days'
import type { StandingPerson, StandingRow } from '../../miniprogram/staff/locales/standing-state'
import { NOW, TODAY } from '../domain/builders'
import { officeListOf } from '../../console/values/choices'

/** Standing passes on the console (spec 4.4). */
const row = (changes: Partial<StandingRow> = {}): StandingRow => ({
  ...{ id: 'p1', state: 'approved', over: false, why: '食堂劳务', unitId: 'logistics', unitName: '后勤处' },
  ...{ applicantName: '韦建国', firstDay: TODAY, lastDay: addDays(TODAY, 100), papersUntil: null },
  ...{ renewalUntil: null, confirmUntil: null, askedAt: NOW },
  ...changes,
})
const NOTHING = {
  ...{ answer: false, needsColleague: false, change: false, papers: false, renew: false, withdraw: false },
}
const detail = (changes: Partial<StandingPass> = {}): StandingPass => ({
  pass: row(),
  rev: 3,
  plan: {
    ...{ why: '食堂劳务', firstDay: TODAY, lastDay: addDays(TODAY, 100), weekdays: [1, 2, 3, 4, 5] },
    ...{ hours: { from: 420, until: 1140 }, gateIds: [], fee: 'free' },
  },
  ...{ gates: [], papers: [], people: 20, reason: null, latestRenewal: addDays(TODAY, 283) },
  history: [{ at: NOW, byName: '韦建国', what: 'asked', note: '' }],
  allowedActions: NOTHING,
  ...changes,
})

test.each([
  ['the office begins with what waits for it', undefined, true, 'waiting'],
  ['and sees all when it asks', 'all', true, 'all'],
  ['a unit sees all of its own', undefined, false, 'all'],
  ['whatever the address says', 'waiting', false, 'all'],
])('%s', (_what, asked, office, list) => expect(officeListOf(asked, office)).toBe(list))

test.each<[string, Partial<StandingRow>, { state: string; waits: boolean; warning: string }]>([
  ['in use', {}, { state: '使用中', waits: false, warning: '' }],
  ['applied for', { state: 'asked' }, { state: '待保卫处审批', waits: true, warning: '' }],
  [
    'to be renewed',
    { renewalUntil: addDays(TODAY, 200) },
    { state: '使用中', waits: true, warning: expect.stringContaining('申请续期到') as string },
  ],
  ['over', { over: true }, { state: '已到期', waits: false, warning: '' }],
  [
    'with papers that have ended',
    { papersUntil: addDays(TODAY, -1) },
    { state: '使用中', waits: false, warning: '证照已过期，已暂停通行' },
  ],
])('one %s says so', (_what, changes, line) =>
  expect(standingLines([row(changes)], NOW)[0]).toMatchObject(line),
)

it('a unit is asked for its list, and told until when', () => {
  const units = [{ unitId: 'logistics', unitName: '后勤处', until: addDays(TODAY, 9) }]
  const [asked] = confirmationsOf({ units }, NOW)
  expect(asked).toMatchObject({ unitId: 'logistics', unitName: '后勤处' })
  expect(asked?.words).toContain('前确认本学期的长期通行名单')
})

it('a paper that has ended is marked, and one without a photo has no address', () => {
  const papers = [
    { name: '健康证', until: addDays(TODAY, -1), photo: 'f1', url: 'https://example.test/1' },
    { name: '合同', until: TODAY, photo: null, url: null },
  ]
  expect(standingFacts(detail({ papers }), NOW).papers).toMatchObject([
    { over: true, url: 'https://example.test/1' },
    { over: false, url: null },
  ])
})

test.each([
  ['who made it', { answer: false, needsColleague: true }, '本人经手的申请须由保卫处另一位同事答复'],
  ['its unit', { answer: false, needsColleague: false }, '已提交，保卫处通过后名单上的人员和车辆即可入校'],
])('while it waits, %s reads why they can’t answer', (_who, allowed, note) => {
  const waiting = { pass: row({ state: 'asked' }), allowedActions: { ...NOTHING, ...allowed } }
  expect(standingFacts(detail(waiting), NOW).notes).toEqual([note])
})

describe('what is asked before something is done', () => {
  const { pass } = detail()
  const [person] = personLines([
    {
      ...{ id: 'v1', name: '李师傅', phoneTail: '0013', document: '4503**********0013', plate: null },
      ...{ state: 'approved', claimed: true, photo: 'none', cameAt: null },
    } satisfies StandingPerson,
  ])
  if (person === undefined) throw new Error('nobody')

  it('names a person, who is known by the ends of numbers', () => {
    expect(person).toMatchObject({ known: '4503**********0013 · 手机尾号0013', lives: true })
    const question = standingQuestion({ step: 'withdrawPerson', pass, person }, NOW)
    expect(question).toMatchObject({ title: '撤销李师傅', final: true })
    expect(question.reason).not.toBeNull()
  })
  it('is another question for a renewal than for an application', () => {
    const title = (renewalUntil: string | null) =>
      standingQuestion({ step: 'accept', pass: row({ renewalUntil }) }, NOW).title
    expect([title(null), title(addDays(TODAY, 200))]).toEqual(['通过这份长期通行？', '同意续期？'])
  })
  it.each([
    ['return', false],
    ['refuseRenewal', false],
    ['withdraw', true],
  ] as const)('%s wants a reason', (step, final) =>
    expect(standingQuestion({ step, pass }, NOW)).toMatchObject({ final, reason: { limit: 100 } }),
  )
})

describe('the file of a unit’s list', () => {
  const person = (changes: Partial<StandingPerson> = {}): StandingPerson => ({
    ...{ id: 'v1', name: '周子涵', phoneTail: '0002', document: '459***0136', plate: null },
    ...{ state: 'approved', claimed: true, photo: 'none', cameAt: NOW },
    ...changes,
  })

  it('has everybody on every pass, each pass noted once before its people are read', async () => {
    const calls: string[] = []
    const pieces: Record<string, StandingPerson[][]> = {
      p1: [[person({ id: 'a' }), person({ id: 'b' })], [person({ id: 'c' })]],
      p2: [[]],
      p3: [[person({ id: 'd' })]],
    }
    const passes = [[row({ id: 'p1' }), row({ id: 'p2' })], [row({ id: 'p3' })], []]
    const piece = <T>(pages: readonly T[][], cursor: string | null) => {
      const at = Number(cursor ?? 0)
      return { rows: pages[at] ?? [], next: at + 1 < pages.length ? String(at + 1) : null }
    }
    const read = peopleOfPasses({
      passes: (cursor) => Promise.resolve(piece(passes, cursor)),
      note: (passId) => {
        calls.push(`note ${passId}`)
        return Promise.resolve({ passId, state: 'approved' })
      },
      people: (passId, cursor) => {
        calls.push(`read ${passId} ${cursor ?? 0}`)
        return Promise.resolve(piece(pieces[passId] ?? [], cursor))
      },
    })
    const all = await readAll(
      read,
      () => {},
      () => false,
    )
    expect(all?.rows.map(({ pass, person: { id } }) => `${pass.id} ${id}`)).toEqual([
      ...['p1 a', 'p1 b', 'p1 c'],
      'p3 d',
    ])
    expect(calls).toEqual([
      ...['note p1', 'read p1 0', 'read p1 1'],
      ...['note p2', 'read p2 0'],
      ...['note p3', 'read p3 0'],
    ])
  })

  it('of no pass is empty', async () => {
    const none = () => Promise.reject(new Error('nothing to read'))
    const read = peopleOfPasses({
      passes: () => Promise.resolve({ rows: [], next: null }),
      ...{ note: none, people: none },
    })
    expect(await read()).toEqual({ rows: [], next: null })
  })

  it('has a cell for each heading, and none of them is a formula', async () => {
    const cells = personCells({
      pass: row({ why: '=1+1' }),
      person: person({ cameAt: null, state: 'revoked' }),
    })
    expect(cells).toHaveLength(PEOPLE_HEADINGS.length)
    const [, line] = await readSheet(Buffer.from(xlsxOf('名单', [PEOPLE_HEADINGS, cells])))
    expect(line).toEqual([
      ...['=1+1', '后勤处', '使用中', TODAY, addDays(TODAY, 100)],
      ...['周子涵', '459***0136', '0002', null, '已停用', '未入校过'],
    ])
  })
})

it('tells its history newest first', () => {
  const history = ['asked', 'approved', 'exported'].map((what) => ({
    ...{ at: NOW, byName: '韦建国', note: '', what },
  }))
  expect(standingFacts(detail({ history }), NOW).history.map(({ words }) => words)).toEqual([
    ...['导出名单', '通过', '提交申请'],
  ])
})
