import { describe, expect, test } from 'vitest'
import { WHOLE_QUEUE } from '../../miniprogram/domain/visit/queue-filter'
import {
  approvalsView,
  initialApprovals,
  type ApprovalsState,
} from '../../miniprogram/staff/approvals/list/list.view'
import {
  answered,
  MAX_CHOSEN,
  nothingChosen,
  toggled,
  toggledAll,
} from '../../miniprogram/staff/approvals/list/queue-choice'
import { choiceView } from '../../miniprogram/staff/approvals/list/queue-choice.view'
import { filterChips, filtersNothing, withChip } from '../../miniprogram/staff/approvals/list/queue-filters'
import { frozenApprover, meOf, NOW, rowOf } from './office-builders'

const ids = Array.from({ length: 25 }, (_, index) => `visit-${index}`)
const chosen = (...which: string[]) => which.reduce(toggled, nothingChosen())
const row = (visitId: string, code: string | null = null, decidedAt: number | null = null) => ({
  visitId,
  ok: code === null,
  state: null,
  code,
  details: {},
  decidedAt,
})

describe('choosing many', () => {
  test('a tap chooses, another one takes it back', () => {
    expect(chosen('a', 'b', 'a').ids).toEqual(['b'])
  })

  test('no more than one call takes, and it says so', () => {
    const full = toggledAll(nothingChosen(), ids)
    expect(full.ids).toHaveLength(MAX_CHOSEN)
    expect(toggled(full, 'visit-24')).toMatchObject({ ids: full.ids, refused: '一次最多选20条' })
  })

  test('全选 a second time chooses none', () => {
    const three = ids.slice(0, 3)
    const all = toggledAll(chosen('visit-1'), three)
    expect(all.ids).toEqual(three)
    expect(toggledAll(all, three).ids).toEqual([])
  })

  test('nothing changes while an answer is on its way', () => {
    const waiting = { ...chosen('a'), deciding: 'approve' as const }
    expect([toggled(waiting, 'b').ids, toggledAll(waiting, ids).ids]).toEqual([['a'], ['a']])
  })
})

describe('what came of it', () => {
  const tried = answered(
    chosen('a', 'b', 'c'),
    'approve',
    [row('a'), row('b', 'BUSY'), row('c', 'ALREADY_DECIDED', NOW)],
    NOW,
  )

  test('what may be tried again stays chosen; what is settled can’t be chosen any more', () => {
    expect(tried.ids).toEqual(['b'])
    expect(toggled(tried, 'c').ids).toEqual(['b'])
    expect(tried.outcomes.c?.words).toBe('这条预约已经处理（今天 14:00）')
  })

  test('is counted, and the same decision is offered as a retry', () => {
    expect(choiceView(tried, ['a', 'b', 'c'], false)).toMatchObject({
      summary: { tone: 'attention', words: '1条已办好，2条未成功，原因见各条；可重试的仍为选中' },
      approve: '重试通过 1条',
      sendBack: '退回 1条',
      finished: false,
    })
  })

  test('a row that only a colleague may approve says why, and its approval isn’t offered again', () => {
    const own = answered(chosen('a', 'b'), 'approve', [row('a'), row('b', 'SELF_APPROVAL')], NOW)
    expect([own.ids, own.outcomes.b?.words]).toEqual([[], '自己发出的邀约或预约须由本单位其他审批人审批'])
    expect(choiceView(own, ['a', 'b'], false)).toMatchObject({
      summary: { words: '1条已办好，1条未成功，原因见各条' },
      mayChooseAll: false,
      finished: true,
    })
    // Chosen again by hand it can be sent back, no more.
    expect(choiceView(toggled(own, 'b'), ['a', 'b'], false)).toMatchObject({
      ...{ approve: '通过', sendBack: '退回 1条', finished: false },
      disabled: { approve: true, return: false },
    })
  })

  test.each(['FROZEN', 'NOT_ALLOWED'])('%s: every row says why, and none can be tried again', (code) => {
    const frozen = answered(chosen('a', 'b'), 'return', [row('a', code), row('b', code)], NOW)
    expect([frozen.ids, toggled(frozen, 'a').ids]).toEqual([[], []])
    expect(choiceView(frozen, ['a', 'b'], false)).toMatchObject({
      summary: { words: '0条已办好，2条未成功，原因见各条' },
      finished: true,
    })
  })

  test.each(['BUSY', 'INTERNAL'])('%s allowed be tried again', (code) => {
    expect(answered(chosen('a'), 'approve', [row('a', code)], NOW).ids).toEqual(['a'])
  })

  test('a retry that succeeds leaves nothing to decide', () => {
    const after = answered(tried, 'approve', [row('b')], NOW)
    expect(choiceView(after, ['a', 'b', 'c'], false)).toMatchObject({
      finished: true,
      summary: { words: '2条已办好，1条未成功，原因见各条' },
    })
  })

  test('all done: the visitors are told', () => {
    const all = answered(chosen('a', 'b'), 'return', [row('a'), row('b')], NOW)
    expect(choiceView(all, ['a', 'b'], false).summary).toMatchObject({
      tone: 'good',
      words: '2条已办好，访客可以看到结果',
    })
    expect(all.outcomes.a?.words).toBe('已退回')
  })
})

describe('chips of the filter', () => {
  const on = (names: Parameters<typeof withChip>[1][]) =>
    filterChips(names.reduce(withChip, WHOLE_QUEUE)).flatMap((chip) => (chip.on ? [chip.name] : []))

  test.each<[Parameters<typeof withChip>[1][], string[]]>([
    [[], []],
    [['today'], ['today']],
    [['today', 'today'], []],
    [
      ['driving', 'unconfirmed'],
      ['driving', 'unconfirmed'],
    ],
    [['official', 'private'], ['private']],
    [['private', 'private'], []],
  ])('%j on: %j', (taps, names) => expect(on(taps)).toEqual(names))

  test('all taken back filter nothing', () => {
    expect(filtersNothing((['driving', 'driving'] as const).reduce(withChip, WHOLE_QUEUE))).toBe(true)
  })
})

describe('the queue while searching', () => {
  const searched = (changes: Partial<ApprovalsState> = {}) =>
    approvalsView({ ...initialApprovals(), me: meOf(), now: NOW, text: '张三', ...changes })
  const rows = [
    rowOf({ id: 'a' }),
    rowOf({ id: 'b', state: 'approved' }),
    rowOf({ id: 'c', state: 'finished' }),
  ]

  test('shows what it found by tab, with counts; ended bookings get a tab while there are any', () => {
    const view = searched({ found: { text: '张三', rows, more: false } })
    expect(view.tabs.map(({ label, count }) => [label, count])).toEqual([
      ['待审批', '1'],
      ['审核通过', '1'],
      ['已退回', ''],
      ['已结束', '1'],
    ])
    expect(view.cards.map(({ id }) => id)).toEqual(['a'])
    expect(searched({ found: { text: '张三', rows: [], more: false } }).tabs).toHaveLength(3)
  })

  test('found nothing: says what can be searched by; found elsewhere: leads there', () => {
    const nothing = searched({ found: { text: '张三', rows: [], more: false } })
    expect(nothing.empty).toMatchObject({ sentence: '没有找到“张三”', action: '' })
    const elsewhere = searched({ found: { text: '张三', rows: rows.slice(1), more: false } })
    expect(elsewhere).toMatchObject({ stage: 'empty', empty: { other: 'approved' } })
  })

  test('is a skeleton at first, and says when there is more than it lists', () => {
    expect(searched({ searching: true }).stage).toBe('loading')
    expect(searched({ found: { text: '张三', rows, more: true } }).moreFound).toContain('50条')
  })

  test('a frozen approver and tabs without anything waiting offer no 多选', () => {
    const list = { rows, next: null, loading: false, failure: null }
    const allowed = (changes: Partial<ApprovalsState>) =>
      approvalsView({ ...initialApprovals(), me: meOf(), now: NOW, list, ...changes }).mayChoose
    expect(allowed({})).toBe(true)
    expect(allowed({ tab: 'approved' })).toBe(false)
    expect(allowed({ me: meOf(frozenApprover(NOW)) })).toBe(false)
  })
})
