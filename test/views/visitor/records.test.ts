import { describe, expect, test } from 'vitest'
import { emptyList, loadMore, reload, type PagedList } from '../../../miniprogram/api/paged-list'
import { ApiError } from '../../../miniprogram/api/api-error'
import { visitCard } from '../../../miniprogram/components/visit-card/visit-card.view'
import { recordsView } from '../../../miniprogram/pages/records/list/list.view'
import { rowOf, TODAY } from './builders'

type Row = ReturnType<typeof rowOf>
const list = (changes: Partial<PagedList<Row>> = {}): PagedList<Row> => ({ ...emptyList(), ...changes })
const view = (changes: Partial<PagedList<Row>>, chosen: 'pending' | 'ended' = 'pending') =>
  recordsView({ chosen, list: list(changes), today: TODAY })

describe('own bookings by state', () => {
  test.each([
    ['loading', {}],
    ['loading', { loading: true }],
    ['failed', { failure: '网络不通，请检查网络后重试' }],
    ['empty', { next: null }],
    ['rows', { rows: [rowOf()], next: null }],
    ['rows', { rows: [rowOf()], failure: '网络不通，请检查网络后重试', next: null }],
  ])('%s', (stage, changes) => expect(view(changes).stage).toBe(stage))

  test.each([
    ['all', { next: null }],
    ['more', { next: 'after' }],
    ['loading', { next: 'after', loading: true }],
    ['failed', { next: 'after', failure: '网络不通，请检查网络后重试' }],
  ])('beneath the last row: %s', (end, changes) => {
    expect(view({ rows: [rowOf()], ...changes }).end).toBe(end)
  })

  test('every empty tab says what to do', () => {
    expect(view({ next: null }).empty.action).toBe('预约来访')
    expect(view({ next: null }, 'ended').empty.advice).not.toBe('')
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
    expect(shown.at(-1)).toMatchObject({ failure: '网络不通，请检查网络后重试', rows: [{ id: 'visit-1' }] })
  })
})
