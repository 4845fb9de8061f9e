import { describe, expect, test } from 'vitest'
import {
  hostSearchView,
  searchText,
  type HostSearchState,
} from '../../../miniprogram/pages/booking/host/host.view'
import { ApiError, failureOf } from '../../../miniprogram/api/api-error'

describe('what is searched', () => {
  test.each([
    ['张', '张'],
    [' 张  晓明 ', '张 晓明'],
    ['zh', 'zh'],
    ['z', null],
    ['z1', null],
    ['12', null],
    ['', null],
    ['𠮷', '𠮷'],
  ])('%j → %j', (typed, text) => expect(searchText(typed)).toBe(text))
})

const row = (name: string, unitName: string, hostId = name + unitName) => ({ hostId, name, unitName })
const view = (changes: Partial<HostSearchState>) =>
  hostSearchView({ text: '张', unit: null, answer: null, loading: false, failure: null, ...changes })

describe('the search for a host', () => {
  test('explains itself before there is enough to search', () => {
    expect(view({ text: 'z' }).stage).toBe('hint')
  })

  test('keeps the last rows while more is typed', () => {
    const answer = { text: '张', rows: [row('张伟', '文学院')] }
    expect(view({ text: '张伟', answer, loading: true }).stage).toBe('rows')
    expect(view({ text: '张', loading: true }).stage).toBe('loading')
  })

  test('says which unit alone it searches', () => {
    expect([view({}).within, view({ unit: { unitId: 'literature', name: '文学院' } }).within]).toEqual([
      '',
      '文学院',
    ])
  })

  test('says when nobody was found, by what was asked', () => {
    expect(view({ answer: { text: '张', rows: [] } })).toMatchObject({ stage: 'none', text: '张' })
  })

  test('warns of same names', () => {
    const same = [row('张伟', '文学院'), row('张伟', '理学院')]
    expect(view({ answer: { text: '张', rows: same } }).note).toBe('有同名的老师，请看清单位再选')
    expect(view({ answer: { text: '张', rows: same.slice(0, 1) } }).note).toBe('')
  })

  test('says that ten rows are not all', () => {
    const rows = Array.from({ length: 10 }, (_, index) => row(`张${index}`, '文学院'))
    expect(view({ answer: { text: '张', rows } }).note).toContain('只显示前10位')
  })

  test('shows why it failed', () => {
    const failure = failureOf(new ApiError('TOO_MANY_SEARCHES'))
    expect(view({ failure })).toMatchObject({ stage: 'failed', failure })
  })
})
