import { describe, expect, test } from 'vitest'
import type { Me } from '../../../contract'
import { emptyList, loadMore, reload, type PagedList } from '../../../miniprogram/api/paged-list'
import { ApiError } from '../../../miniprogram/api/api-error'
import { visitCard } from '../../../miniprogram/components/visit-card/visit-card.view'
import { firstFilled, recordsView } from '../../../miniprogram/pages/records/list/list.view'
import { rowOf, TODAY, NO_NETWORK } from './builders'

type Row = ReturnType<typeof rowOf>
const list = (changes: Partial<PagedList<Row>> = {}): PagedList<Row> => ({ ...emptyList(), ...changes })
const view = (changes: Partial<PagedList<Row>>, chosen: 'pending' | 'ended' = 'pending') =>
  recordsView({ chosen, list: list(changes), today: TODAY, counts: null })

describe('own bookings by state', () => {
  test.each([
    ['loading', {}],
    ['loading', { loading: true }],
    ['failed', { failure: NO_NETWORK }],
    ['empty', { next: null }],
    ['rows', { rows: [rowOf()], next: null }],
    ['rows', { rows: [rowOf()], failure: NO_NETWORK, next: null }],
  ])('%s', (stage, changes) => expect(view(changes).stage).toBe(stage))

  test.each([
    ['all', { next: null }],
    ['more', { next: 'after' }],
    ['loading', { next: 'after', loading: true }],
    ['failed', { next: 'after', failure: NO_NETWORK }],
  ])('beneath the last row: %s', (end, changes) => {
    expect(view({ rows: [rowOf()], ...changes }).end).toBe(end)
  })

  test('every empty tab says what to do', () => {
    expect(view({ next: null }).empty.action).toBe('预约来访')
    expect(view({ next: null }, 'ended').empty.advice).not.toBe('')
  })
})

describe('the tabs', () => {
  const counts = (some: Partial<Me['waiting']>): Me['waiting'] => ({
    ...{ approvals: 9, returned: 0, pending: 0, approved: 0, ...some },
  })
  const seen = (known: Me['waiting'] | null, chosen: 'pending' | 'ended' = 'ended') =>
    recordsView({ chosen, list: list({ next: null }), today: TODAY, counts: known })

  test.each([
    ['one waits', { pending: 1, returned: 2, approved: 3 }, 'pending'],
    ['one is approved', { returned: 2, approved: 3 }, 'approved'],
    ['one came back', { returned: 2 }, 'returned'],
    ['all is over', {}, 'ended'],
  ] as const)('open on the first with something in it: %s', (_, some, tab) =>
    expect(firstFilled(counts(some))).toBe(tab),
  )

  test('say how many there are, and nothing where there is none or nobody counts', () => {
    const shown = (known: Me['waiting'] | null) => seen(known).tabs.map(({ count }) => count)
    expect(shown(counts({ pending: 1, returned: 12 }))).toEqual(['1', '', '12', ''])
    expect(shown(null)).toEqual(['', '', '', ''])
  })

  test('who never booked reads so, not that nothing is over', () => {
    expect(seen(counts({})).empty.sentence).toBe('还没有预约')
    expect(seen(counts({ returned: 1 })).empty.sentence).toBe('没有已结束的预约')
    expect(seen(counts({}), 'pending').empty.sentence).toBe('没有等待审批的预约')
  })
})

describe('one booking in the list', () => {
  test('says what for, when, whom', () => {
    expect(visitCard(rowOf(), TODAY)).toMatchObject({
      title: '因私来访',
      days: '5月23日–25日 共3天',
      whom: '覃海燕-计算机学院',
      extras: '',
      reason: '',
    })
  })

  test('car and companions only if there are any', () => {
    expect(visitCard(rowOf({ plate: '桂CD12345', companions: 2 }), TODAY).extras).toBe('桂C·D12345，随行2人')
  })

  test('the reason of a return, and only of a return or revocation', () => {
    const reason = '请补充事由'
    expect(visitCard(rowOf({ state: 'returned', reason }), TODAY).reason).toBe('原因：请补充事由')
    expect(visitCard(rowOf({ state: 'approved', reason }), TODAY).reason).toBe('')
  })
})

describe('paging', () => {
  const collect = () => {
    const shown: PagedList<Row>[] = []
    return { shown, show: (next: PagedList<Row>) => void shown.push(next) }
  }

  test('a page more joins the rows; a row that comes twice stands once', async () => {
    const { shown, show } = collect()
    const first = list({ rows: [rowOf()], next: 'after-1' })
    await loadMore(
      first,
      async (cursor) => ({ rows: [rowOf(), rowOf({ id: `visit-${cursor}` })], next: null }),
      show,
    )
    expect(shown.at(-1)?.rows.map(({ id }) => id)).toEqual(['visit-1', 'visit-after-1'])
  })

  test('nothing is asked for at the end or while a page is on its way', async () => {
    const { shown, show } = collect()
    const never = () => Promise.reject(new Error('asked'))
    await loadMore(list({ next: null }), never, show)
    await loadMore(list({ next: 'after', loading: true }), never, show)
    expect(shown).toEqual([])
  })

  test('a failed refresh keeps the rows and says why', async () => {
    const { shown, show } = collect()
    const refusal = new ApiError('NETWORK')
    await reload(list({ rows: [rowOf()], next: null }), () => Promise.reject(refusal), show)
    expect(shown.map(({ loading }) => loading)).toEqual([true, false])
    expect(shown.at(-1)).toMatchObject({ failure: NO_NETWORK, rows: [{ id: 'visit-1' }] })
  })

  /** Pages of two, as the server has them now; the cursor is where the next begins. */
  const server = (ids: readonly string[]) => {
    const asked: Array<string | null> = []
    const load = (cursor: string | null) => {
      asked.push(cursor)
      const from = Number(cursor ?? 0)
      const rows = ids.slice(from, from + 2).map((id) => rowOf({ id }))
      return Promise.resolve({ rows, next: from + 2 < ids.length ? String(from + 2) : null })
    }
    return { asked, load }
  }
  const shownBefore = (ids: readonly string[], next: string | null) =>
    list({ rows: ids.map((id) => rowOf({ id })), next })

  test.each([
    ['one page', ['a', 'b'], ['a', 'b', 'c', 'd'], ['a', 'b'], '2'],
    ['several pages', ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c', 'd'], '4'],
    [
      'a row that was decided meanwhile',
      ['a', 'b', 'c', 'd'],
      ['a', 'b', 'd', 'e'],
      ['a', 'b', 'd', 'e'],
      null,
    ],
    ['all but one gone', ['a', 'b', 'c', 'd'], ['d'], ['d'], null],
    ['one that moved down between two pages', ['a', 'b', 'c'], ['a', 'b', 'b', 'c'], ['a', 'b', 'c'], null],
  ] as const)('coming back finds as much as was shown: %s', async (_, before, now, after, next) => {
    const { shown, show } = collect()
    await reload(shownBefore(before, String(before.length)), server(now).load, show)
    expect(shown.at(-1)?.rows.map(({ id }) => id)).toEqual(after)
    expect(shown.at(-1)).toMatchObject({ next, loading: false, failure: null })
  })

  test('a very long list is read anew only so far', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `visit-${index}`)
    const { asked, load } = server(ids)
    const { shown, show } = collect()
    await reload(shownBefore(ids, null), load, show)
    expect(asked).toHaveLength(10)
    expect(shown.at(-1)).toMatchObject({ next: '20' })
  })
})
