import { describe, expect, it, test } from 'vitest'
import { blacklistLines, blacklistOf, entryFacts, type Entry } from '../../console/pages/blacklist/blacklist'
import {
  faultsOfProposal,
  newProposal,
  proposalOf,
  type ProposalDraft,
} from '../../console/pages/blacklist/proposal'
import { openStep } from '../../miniprogram/domain/blacklist/blacklist'
import { mainlandId, NOW, TODAY } from '../domain/builders'

const entry = (more: Partial<Entry['entry']> = {}): Entry['entry'] => ({
  ...{ id: 'b1', state: 'proposed', name: '林**', plate: null, reason: '冒用证件', from: TODAY },
  ...{ until: null, mine: false, changedAt: NOW, ...more },
})
const detail = (more: Partial<Entry['entry']> = {}): Entry => ({
  ...{ entry: entry(more), documentKind: 'mainlandId', document: '4403**********0017', phone: '' },
  evidence: [],
  history: [
    { at: NOW - 60_000, action: 'proposed', byName: '赵军', reason: '冒用证件' },
    { at: NOW, action: 'confirmed', byName: '钱红', reason: null },
  ],
})

test.each([
  ['waiting', 'waiting'],
  ['active', 'active'],
  ['ended', 'ended'],
  [undefined, 'waiting'],
  ['all', 'waiting'],
])('the address %j', (asked, list) => expect(blacklistOf(asked)).toBe(list))

describe('an entry as a row', () => {
  test.each([
    ['proposed', false, '待确认', '等待您确认', true],
    ['proposed', true, '待确认', '您提出的，等待另一位同事确认', false],
    ['active', true, '生效中', '', false],
    ['liftAsked', false, '待确认解除', '等待您确认', true],
    ['liftAsked', true, '待确认解除', '您提出的，等待另一位同事确认', false],
    ['rejected', false, '未列入', '', false],
    ['lifted', false, '已解除', '', false],
  ] as const)('%s, own %s', (state, mine, words, duty, mayAnswer) =>
    expect(blacklistLines([entry({ state, mine })], NOW)[0]).toMatchObject({ state: words, duty, mayAnswer }),
  )
  test.each([
    ['林**', null, '林**'],
    ['', '粤B12345', '粤B·12345'],
    ['', null, '未留姓名'],
  ])('names %j and %j', (name, plate, who) =>
    expect(blacklistLines([entry({ name, plate })], NOW)[0]?.who).toBe(who),
  )
})

test.each([
  ['proposed', false, 'answer'],
  ['proposed', true, 'wait'],
  ['liftAsked', false, 'answerLift'],
  ['liftAsked', true, 'wait'],
  ['active', true, 'askLift'],
  ['active', false, 'askLift'],
  ['rejected', false, 'none'],
  ['lifted', false, 'none'],
] as const)('of %s, own %s, may be done: %s', (state, mine, step) =>
  expect(openStep(detail({ state, mine }).entry)).toBe(step),
)

describe('an entry in full', () => {
  it('shows what is known, and the latest step first', () => {
    const facts = entryFacts(detail({ state: 'active' }), NOW)
    expect(facts.facts.map(({ words }) => words)).toHaveLength(2)
    expect(facts.history.map(({ words, by }) => [words, by])).toEqual([
      ['确认列入', '钱红 · 今天 14:00'],
      ['提出列入', '赵军 · 今天 13:59'],
    ])
  })
  test.each([
    ['proposed', false, /^林\*\*将不能预约和入校/],
    ['liftAsked', false, /^林\*\*将可以再次预约/],
    ['proposed', true, /^您提出的/],
    ['active', false, /^$/],
  ] as const)('says what a yes to %s, own %s, brings about', (state, mine, note) =>
    expect(entryFacts(detail({ state, mine }), NOW).note).toMatch(note),
  )
})

describe('a proposal', () => {
  const draft = (typed: Partial<ProposalDraft>): ProposalDraft => ({ ...newProposal(NOW), ...typed })

  test.each<[string, Partial<ProposalDraft>, RegExp[]]>([
    ['nothing', {}, [/至少一项/, /理由/]],
    ['no reason', { plate: '桂C12345' }, [/理由/]],
    ['a reason of spaces', { plate: '桂C12345', reason: '  ' }, [/理由/]],
    ['a wrong plate', { plate: 'ABC', reason: '冲卡' }, [/车牌号不对/]],
    ['a wrong phone', { phone: '123', reason: '冲卡' }, [/手机号/]],
    ['an end before the beginning', { plate: '桂C12345', reason: '冲卡', until: '2026-05-22' }, [/早于/]],
    ['no last day', { plate: '桂C12345', reason: '冲卡', until: '' }, [/日期/]],
    ['an ID in order', { document: mainlandId(1), reason: '冲卡' }, []],
    [
      'a picture on its way',
      { plate: '桂C12345', reason: '冲卡', pictures: [{ key: 1, name: 'a.jpg', uploadId: null }] },
      [/照片还没有上传完/],
    ],
    [
      'the same for good, whatever the last day',
      { phone: '13800138000', reason: '冲卡', until: '', forGood: true },
      [],
    ],
  ])('of %s', (_, typed, faults) => {
    const told = faultsOfProposal(draft(typed), NOW)
    expect(told).toEqual(faults.map((fault) => expect.stringMatching(fault) as string))
  })

  it('holds a year unless somebody says otherwise, and is sent as it was typed', () => {
    const typed = draft({ plate: '桂c·12345', reason: '冲卡' })
    expect(proposalOf(typed)).toMatchObject({ plate: '桂c·12345', from: TODAY, until: '2027-05-22' })
    expect(proposalOf({ ...typed, forGood: true }).until).toBeNull()
    const pictures = ['one', 'two'].map((uploadId, key) => ({ key, name: 'a.jpg', uploadId }))
    expect(proposalOf({ ...typed, pictures }).evidence).toEqual(['one', 'two'])
  })
})
