import { describe, expect, it, test } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import { claimView, initialClaim } from '../../miniprogram/rights/standing/standing.view'
import { initialStandingList, standingListView } from '../../miniprogram/staff/standing-pass/list/list.view'
import {
  BLANK_PERSON,
  initialMake,
  makeFieldErrors,
  makeView,
  personErrors,
  planOf,
  withDocumentKind,
  withList,
  withOtherPhoneKind,
} from '../../miniprogram/staff/standing-pass/make/make.view'
import { withPaper } from '../../miniprogram/staff/standing-pass/make/papers.view'
import { leftToDo, refusedWords } from '../../miniprogram/staff/standing-pass/make/taken.view'
import { initialPass, passView, type PassDetail } from '../../miniprogram/staff/standing-pass/pass/pass.view'
import type { StandingRow } from '../../miniprogram/staff/locales/standing-state'
import { addDays } from '../../miniprogram/domain/values/days'
import { DOCUMENT_KINDS } from '../../miniprogram/domain/values/documents'
import { visitCard } from '../../miniprogram/components/visit-card/visit-card.view'
import { mainlandId } from '../domain/builders'
import { NOW, rowOf, TODAY } from './visitor/builders'

/** Pages of standing passes (spec 4.4). */
const row = (changes: Partial<StandingRow> = {}): StandingRow => ({
  ...{ id: 'p1', state: 'approved', over: false, why: '食堂劳务', unitId: 'logistics', unitName: '后勤处' },
  ...{ applicantName: '韦建国', firstDay: TODAY, lastDay: addDays(TODAY, 100), papersUntil: null },
  ...{ renewalUntil: null, confirmUntil: null, askedAt: NOW },
  ...changes,
})
const detail = (changes: Partial<PassDetail> = {}): PassDetail => ({
  pass: row(),
  rev: 3,
  plan: {
    ...{ why: '食堂劳务', firstDay: TODAY, lastDay: addDays(TODAY, 100), weekdays: [1, 2, 3, 4, 5] },
    ...{ hours: { from: 420, until: 1140 }, gateIds: [], fee: 'free' },
  },
  ...{ gates: [], papers: [], people: 20, reason: null, latestRenewal: addDays(TODAY, 283) },
  history: [{ at: NOW, byName: '韦建国', what: 'asked', note: '' }],
  allowedActions: {
    ...{ answer: false, needsColleague: false, change: false, papers: true, renew: false, withdraw: true },
  },
  ...changes,
})

describe('the list', () => {
  const view = (rows: StandingRow[], office = false) =>
    standingListView({
      ...initialStandingList(),
      ...{ list: { ...emptyList<StandingRow>(), rows }, mayApply: !office, office, now: NOW },
    })

  it('says what waits and what ends soon', () => {
    const until = addDays(TODAY, 10)
    const cards = view([
      row({ state: 'asked' }),
      row({ papersUntil: until }),
      row({ papersUntil: addDays(TODAY, -1) }),
      row({ papersUntil: addDays(TODAY, 31) }),
      row({ renewalUntil: addDays(TODAY, 150) }),
      row({ over: true }),
    ]).cards
    expect(cards.map(({ state }) => state).slice(0, 2)).toEqual(['待保卫处审批', '使用中'])
    expect(cards.map(({ warning }) => warning.replace(/\d+月\d+日.*?(?=到期|$)/, '…'))).toEqual([
      '',
      '证照…到期',
      '证照已过期，已暂停通行',
      '',
      '申请续期到…',
      '',
    ])
    expect(cards[5]?.state).toBe('已到期')
  })

  it('asks a unit for its word, whatever the list shows', () => {
    const unit = { unitId: 'logistics', unitName: '后勤处', until: addDays(TODAY, 14) }
    const state = { ...initialStandingList(), due: [unit], now: NOW }
    expect(standingListView(state).confirmations).toEqual([
      {
        unitId: 'logistics',
        unitName: '后勤处',
        words: expect.stringContaining('确认本学期的长期通行名单') as string,
      },
    ])
  })
})

describe('the application', () => {
  const state = () => ({ ...initialMake(TODAY), why: '食堂劳务' })

  it('is for workdays from 7 to 19 to begin with, and wants people', () => {
    expect(planOf(state())).toMatchObject({ weekdays: [1, 2, 3, 4, 5], hours: { from: 420, until: 1140 } })
    expect(planOf({ ...state(), weekdays: [0, 1, 2, 3, 4, 5, 6], allDay: true })).toMatchObject({
      ...{ weekdays: [], hours: null },
    })
    expect(Object.keys(makeFieldErrors(state()))).toEqual(['people'])
    expect(makeFieldErrors({ ...state(), mode: 'change' })).toEqual({})
  })

  it('is as long as the office allows', () => {
    const rules = { standingLimit: 'days' as const, standingDays: 100, termEnds: [] }
    const shown = makeView({ ...state(), rules, tried: true })
    expect(shown.latest).toBe(addDays(TODAY, 99))
    expect(shown.fieldErrors.lastDay).toMatch(/./)
  })

  it('takes a pasted list in and keeps what is broken, with its place', () => {
    const listText = `张三\t${mainlandId(1)}\n李四\t123\n王五\t${mainlandId(1)}`
    const after = { ...state(), listText, ...withList({ ...state(), listText }) }
    expect(after.people.map(({ name }) => name)).toEqual(['张三'])
    expect(makeView(after).faults.map(({ place }) => place)).toEqual(['第2行 证件号码', '第3行 证件号码'])
    expect(after.listText).toBe(listText)
    const whole = `张三\t${mainlandId(1)}\t\t\n李四\t\t\t桂C12345`
    expect({ ...state(), ...withList({ ...state(), listText: whole }) }).toMatchObject({
      listText: '',
      faults: [],
    })
    expect(withList({ ...state(), listText: '' }).listNote).toMatch(/没有读到/)
  })

  it('takes nobody in twice', () => {
    const person = { ...BLANK_PERSON, name: '张三', document: mainlandId(1) }
    expect(personErrors({ ...state(), person })).toEqual({})
    expect(personErrors({ ...state(), person, people: [person] })).toEqual({
      document: '名单里已有这个证件、手机号或车牌',
    })
    expect(Object.keys(personErrors({ ...state(), person: BLANK_PERSON }))).toEqual(['name', 'document'])
    const again = withList({ ...state(), people: [person], listText: `张三\t${mainlandId(1)}` })
    expect(again.people).toHaveLength(1)
  })

  /** The same as a pasted list takes: every kind of document, and numbers from abroad. */
  test.each([
    ['passport', 'international', 'E12345678', '+447911123456', 'text'],
    ['hkMacauPermit', 'international', 'H12345678', '+85291234567', 'text'],
    ['taiwanPermit', 'mainland', '12345678', '13800138000', 'number'],
    ['mainlandId', 'mainland', mainlandId(1), '13800138000', 'idcard'],
  ] as const)(
    'one by one takes a %s and a %s phone',
    (documentKind, phoneKind, document, phone, keyboard) => {
      const index = DOCUMENT_KINDS.indexOf(documentKind)
      const typed = withDocumentKind({ ...BLANK_PERSON, name: '张三', document, phone }, index)
      const person = phoneKind === 'mainland' ? typed : withOtherPhoneKind(typed)
      expect(person).toMatchObject({ documentKind, phoneKind })
      expect(personErrors({ ...state(), person })).toEqual({})
      const shown = makeView({ ...state(), person })
      expect(shown.document).toMatchObject({ kindIndex: index, keyboard })
      expect(shown.phone.abroad).toBe(phoneKind === 'international')
    },
  )

  it('takes a paper in with its last day', () => {
    const paper = { ...state(), paperName: ' 健康证 ', paperUntil: addDays(TODAY, 9) }
    expect(withPaper(paper)).toEqual([{ name: '健康证', until: addDays(TODAY, 9), photo: null }])
    expect(withPaper({ ...paper, photoSending: true })).toMatch(/上传/)
    expect(withPaper({ ...paper, paperUntil: '' })).toMatch(/有效期/)
    expect(withPaper({ ...paper, paperName: '' })).toMatch(/名称/)
  })

  it('renews a paper of an approved pass by its name, with a new photo, and keeps the others', () => {
    const stands = [
      { name: '健康证', until: addDays(TODAY, -1), photo: 'old' },
      { name: '保险', until: addDays(TODAY, -2), photo: null },
    ]
    const approved = {
      ...{ ...state(), mode: 'papers' as const, papers: stands, approvedPapers: stands },
      ...{ paperName: '健康证', paperUntil: addDays(TODAY, 99) },
    }
    expect(withPaper(approved)).toBe('请附上健康证的新照片')
    const papers = [{ name: '健康证', until: addDays(TODAY, 99), photo: 'new' }, ...stands.slice(1)]
    expect(withPaper({ ...approved, paperPhoto: 'new' })).toEqual(papers)
    expect(makeFieldErrors({ ...approved, papers })).toEqual({})
    const mayRemove = (each: object) => makeView({ ...approved, ...each }).papers.map((row) => row.mayRemove)
    expect(mayRemove({})).toEqual([false, false])
    expect(mayRemove({ approvedPapers: null })).toEqual([true, true])
    expect(makeFieldErrors({ ...approved, papers: stands.slice(1) })).toEqual({
      papers: '已批准的通行须保留健康证；不再需要的，请重新申请，由保卫处审批',
    })
  })

  it('names who couldn’t be taken in, and why, but never that somebody is on the blacklist', () => {
    const people = ['张三', '李四'].map((name) => ({ ...BLANK_PERSON, name }))
    const refused = [
      { index: 0, code: 'BLACKLISTED' as const, unitName: '' },
      { index: 1, code: 'DUPLICATE' as const, unitName: '后勤处' },
    ]
    const words = '张三：无法加入，请联系保卫处\n李四：已有后勤处的长期通行'
    expect(refusedWords(people, refused, [])).toBe(words)
    const letGo = [{ name: '王五', code: 'DUPLICATE' as const, unitName: '文学院' }]
    expect(refusedWords(people, refused, letGo)).toBe(`王五：已有文学院的长期通行\n${words}`)
  })

  it('with nobody on it, it isn’t sent, and the page goes on with who is left', () => {
    const people = ['张三', '李四'].map((name) => ({ ...BLANK_PERSON, name }))
    const refused = [{ index: 1, code: 'BLACKLISTED' as const, unitName: '' }]
    expect(leftToDo(people, { state: 'asked', added: 1, refused })).toBeNull()
    const left = leftToDo(people, { state: 'draft', added: 0, refused })
    const shown = makeView({ ...state(), people, sending: 'sending', ...left })
    expect(shown).toMatchObject({ mode: 'change', sending: false, fieldErrors: {} })
    expect(shown.refused).toMatch(/没有提交/)
    expect(shown.people.map(({ name }) => name)).toEqual(['李四'])
  })
})

describe('one pass', () => {
  it('tells its history newest first', () => {
    const history = ['asked', 'approved'].map((what) => ({ at: NOW, byName: '韦建国', what, note: '' }))
    const view = passView({ ...initialPass(NOW), detail: detail({ history }) })
    expect(view.history.map(({ what }) => what)).toEqual(['通过 · 韦建国', '提交申请 · 韦建国'])
  })

  it('says when it holds and what is asked', () => {
    const view = passView({ ...initialPass(NOW), detail: detail() })
    expect(view.facts.map(({ words }) => words)).toContain('工作日 07:00–19:00')
    expect(view).toMatchObject({ stage: 'ready', mayWithdraw: true, mayRenew: false, advice: '' })
  })

  it('names each person by what is known, and offers to withdraw those who come', () => {
    const people = [
      { ...person('a'), state: 'approved' as const, claimed: true, photo: 'none' as const },
      { ...person('b'), state: 'revoked' as const, claimed: false, photo: 'none' as const },
    ]
    const view = passView({ ...initialPass(NOW), detail: detail(), people, personId: 'a' })
    expect(view.people.map(({ standing, mayWithdraw }) => [standing, mayWithdraw])).toEqual([
      ['可入校 · 已领取通行码 · 未入校过', true],
      ['已停用', false],
    ])
    expect(view.subject).toBe('撤销张三')
  })

  it('says who has a face photo, which the unit opens and the office doesn’t', () => {
    const people = [
      { ...person('a'), state: 'approved' as const, claimed: true, photo: 'taken' as const },
      { ...person('b'), state: 'approved' as const, claimed: true, photo: 'none' as const },
    ]
    const view = (papers: boolean) => {
      const allowedActions = { ...detail().allowedActions, papers }
      return passView({ ...initialPass(NOW), detail: detail({ allowedActions }), people }).people
    }
    expect(view(true).map(({ standing, mayOpen }) => [standing, mayOpen])).toEqual([
      ['可入校 · 已领取通行码 · 有人脸照片 · 未入校过', true],
      ['可入校 · 已领取通行码 · 未入校过', false],
    ])
    expect(view(false).some(({ mayOpen }) => mayOpen)).toBe(false)
  })

  it('tells the office what it answers, and whose answer it isn’t', () => {
    const asked = detail({ pass: row({ state: 'asked' }) })
    const view = (allowedActions: Partial<PassDetail['allowedActions']>) =>
      passView({
        ...initialPass(NOW),
        detail: { ...asked, allowedActions: { ...asked.allowedActions, ...allowedActions } },
      })
    expect(view({ answer: true })).toMatchObject({ mayAnswer: true, advice: '', refuseWords: '退回' })
    expect(view({ needsColleague: true }).advice).toMatch(/另一位同事/)
    expect(view({}).advice).toMatch(/已提交/)
  })
})

const person = (id: string) => ({
  ...{ id, name: '张三', phoneTail: '0001', document: '450***********1234', plate: null, cameAt: null },
})

it('claimed, it leads to the pass; of another number it says what to do', () => {
  expect(claimView(initialClaim())).toMatchObject({ busy: false, done: '', refused: '' })
  expect(claimView({ ...initialClaim(), claimed: ['v'] }).done).toMatch(/1份/)
  expect(claimView({ ...initialClaim(), claimed: [] }).refused).toMatch(/核对/)
})

it('among the own records it goes by its name', () => {
  expect(visitCard({ ...rowOf(), standing: true }, TODAY).title).toBe('长期通行')
})
