import { describe, expect, it } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import { homeWords as enHome } from '../../miniprogram/locales/en/pages/home'
import { homeWords as zhHome } from '../../miniprogram/locales/zh/pages/home'
import { initialLists, listsView } from '../../miniprogram/staff/lists/lists.view'
import { listsOf } from '../../miniprogram/staff/lists/record-lists'
import type { RecordListName } from '../../miniprogram/staff/locales/record-lists'
import { NOW } from './office-builders'

const HOUR = 3_600_000
const desk = { campuses: [], waiting: 0 }
const shown = (tab: RecordListName, row: { id: string } & Record<string, unknown>) =>
  listsView({ ...initialLists(), tab, list: { ...emptyList(), rows: [row], next: null }, now: NOW })

describe('which lists somebody finds', () => {
  it('the office all of them, a desk what its campus is concerned with, others none', () => {
    expect(listsOf({ desk: null, office: { waiting: 0 } })).toEqual([
      'refused',
      'tries',
      'rejected',
      'erasing',
      'erased',
    ])
    expect(listsOf({ desk: null, office: null })).toEqual([])
    expect(listsOf({ desk, office: null })).toEqual(['refused'])
  })
})

it('the card on home says what its lists show: with another one it says something of that too', () => {
  expect([listsOf({ desk, office: { waiting: 0 } }), zhHome.recordListsNote, enHome.recordListsNote]).toEqual(
    [
      ['refused', 'tries', 'rejected', 'erasing', 'erased'],
      '今天谁在校门被拒，为什么',
      'Who was refused at a gate today, and why',
    ],
  )
})

describe('what stands on a card', () => {
  it('who was refused at a gate today, where and why', () => {
    const passage = {
      id: 'a',
      at: NOW,
      gateName: '育才西门',
      direction: 'in',
      way: 'qr',
      reason: 'OUTSIDE_HOURS',
    }
    expect(shown('refused', { ...passage, name: '韦小宝', plate: '桂C12345' }).cards).toMatchObject([
      {
        title: '韦小宝 桂C·12345',
        notice: '现在不在可通行的时段',
        facts: [{ words: '育才西门' }, { words: '入校，二维码' }],
      },
    ])
    expect(shown('refused', { ...passage, name: '', plate: null }).cards).toMatchObject([
      { title: '没有识别到预约' },
    ])
  })

  it('a burst of refused tries, by whom and where', () => {
    const burst = {
      id: 'a',
      kind: 'wrongCode',
      byName: '西门扫码头',
      gateName: '育才西门',
      hour: NOW,
      count: 12,
    }
    expect(shown('tries', burst).cards).toMatchObject([
      { title: '西门扫码头', notice: '输错通行码12次', facts: [{ label: '校门', words: '育才西门' }] },
    ])
    expect(shown('tries', { ...burst, byName: '', gateName: '' }).cards).toMatchObject([
      { title: '未登记的设备或用户', facts: [] },
    ])
  })

  it('a notice that was rejected, and what to do', () => {
    expect(shown('rejected', { id: 'a', use: 'decision', at: NOW, people: 3 }).cards).toMatchObject([
      { title: '审批结果提醒（发给访客）', notice: '3人没有收到', facts: [{ label: '处理' }] },
    ])
  })

  it('an erasure with its term, and what is kept until when', () => {
    const asked = { id: 'a', askedAt: NOW, dueAt: NOW + 24 * HOUR, doneAt: null, erased: 2 }
    const hindered = { live: 1, inside: 0, vehicle: 1 }
    const [open] = shown('erasing', { ...asked, hindered }).cards
    expect(open?.notice).toBe('1条有效预约仍保留，结束后删除；1条因车辆或停车费未了结仍保留')
    expect(open?.facts.map(({ label }) => label)).toEqual(['办理期限', '已删除'])
    const none = { live: 0, inside: 0, vehicle: 0 }
    const [done] = shown('erased', { ...asked, doneAt: NOW, hindered: none }).cards
    expect(done).toMatchObject({ notice: '', facts: [{ label: '办理完成' }, { words: '2条预约' }] })
  })

  it('an empty list says what would stand there', () => {
    const view = listsView({ ...initialLists(), tab: 'tries', list: { ...emptyList(), next: null } })
    expect(view).toMatchObject({ stage: 'empty', empty: { sentence: '没有连续的错误尝试' } })
  })
})
