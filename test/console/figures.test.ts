import { describe, expect, it, test } from 'vitest'
import type { Output } from '../../contract'
import { figureTables, noticeLines } from '../../console/pages/campus/figures'
import { noApplications } from '../../miniprogram/domain/campus/applications'
import { noDecisions } from '../../miniprogram/domain/campus/decisions'
import { figureWords } from '../../miniprogram/locales/zh/figures'

type Figures = Output<'figures.read'>

const unit = (changes: Partial<Figures['units'][number]> = {}): Figures['units'][number] => ({
  ...{ id: 'computing', name: '计算机学院', purposes: {}, returned: 0, official: 0, unconfirmed: 0 },
  ...{ ...noDecisions(), standing: noApplications(), activity: noApplications() },
  ...changes,
})
const tablesOf = (...units: Figures['units']) =>
  figureTables({ ...{ purposes: [], units, gates: [], notices: null, days: [] } })

describe('what units applied for', () => {
  it('stands with its definition, in a row of each unit that applied for something', () => {
    const standing = {
      ...noApplications(),
      ...{ asked: 3, decided: 2, decisionMs: 90 * 60_000, decisionRanges: [1, 0, 0, 1, 0, 0, 0] },
      ...{ returned: 1, withdrawn: 4, held: 5, unconfirmed: 6 },
    }
    const tables = tablesOf(unit({ standing }), unit({ id: 'music', name: '音乐学院' }))
    const [table, times] = ['长期通行', '长期通行答复用时'].map((wanted) =>
      tables.find(({ title }) => title === wanted),
    )
    expect(table).toMatchObject({
      definition: figureWords.definitions.standing,
      columns: ['单位', '申请', '通过', '未通过', '撤销', '证照过期暂停', '未确认停用'],
      rows: [{ id: 'computing', cells: ['计算机学院', 3, 1, 1, 4, 5, 6] }],
    })
    expect(times?.rows.map(({ cells }) => cells)).toEqual([['计算机学院', '45.0', 1, 0, 0, 1, 0, 0, 0]])
    expect(times?.columns).toHaveLength(9)
    expect(tables.map(({ title }) => title)).not.toContain('活动')
  })

  it('activities have a table of their own', () => {
    const activity = { ...noApplications(), asked: 1, withdrawn: 1 }
    const table = tablesOf(unit({ activity })).find(({ title }) => title === '活动')
    expect(table?.rows.map(({ cells }) => cells)).toEqual([['计算机学院', 1, 0, 0, 1]])
    expect(table?.columns).toEqual(['单位', '申请', '通过', '未通过', '取消'])
  })
})

describe('notices', () => {
  const counted = { settled: 5, reachedNobody: 1 }
  const LATER = '今天的提醒次日凌晨统计，不计入。'
  test.each([
    ['days that are over', '2026-05-21', '2026-05-22', ['5条，其中1条没有送达任何人']],
    ['today with days that are over', '2026-05-22', '2026-05-23', ['5条，其中1条没有送达任何人', LATER]],
    ['today alone', '2026-05-23', '2026-05-23', [LATER]],
  ])('of %s', (_, firstDay, lastDay, lines) =>
    expect(noticeLines(counted, { firstDay, lastDay }, '2026-05-23')).toEqual(lines),
  )
})

it('no definition repeats what it stands beneath', () => {
  for (const part of Object.keys(figureWords.names) as (keyof typeof figureWords.names)[])
    expect(figureWords.definitions[part].startsWith(figureWords.names[part])).toBe(false)
})
