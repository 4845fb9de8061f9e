import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditRow } from '../../cloudfunctions/platform/audit'
import { ACTIONS, traitsOf, type Action } from '../../miniprogram/actions'
import { openCampus, type Campus } from './campus'
import { contentsOfDatabase } from './database-changes'
import { validCalls, type ValidCalls } from './valid-calls'

/** Every change leaves one row that says who did what to which records, and nothing that says who a visitor is. */
let campus: Campus
let calls: ValidCalls
let numbers = 500

beforeAll(async () => {
  campus = await openCampus()
  calls = validCalls(campus, () => ++numbers)
})
afterAll(() => campus.close())

const rowsOf = (contents: ReadonlyMap<string, string>): Map<string, AuditRow> =>
  new Map(
    [...contents].flatMap(([key, text]) => {
      if (!key.startsWith('audit/')) return []
      const row = JSON.parse(text) as AuditRow
      return row.kind === 'row' ? [[key, row] as const] : []
    }),
  )

/** Numbers and plates of the people in these calls, and names people go by. */
const PERSONAL = [/450305\d{11}[\dX]/, /\b1[389]\d{9}\b/, /[\u4e00-\u9fff]/, /E12345678/]
const CHANGING = (Object.keys(ACTIONS) as Action[]).filter((action) => traitsOf(action).changes)
/** Rows of one call; decisions that stand in one transaction share one. */
const ROWS: { [A in Action]?: [action: string, rows: number] } = {
  'approval.decideMany': ['approval.approve', 1],
  // Its places are opened or closed apart, for there may be more of them than one transaction takes.
  'activity.answer': ['activity.answer', 2],
  'activity.close': ['activity.close', 2],
  'activity.cancel': ['activity.cancel', 2],
  // Its places are held back and shared out anew.
  'walkIn.saveQuota': ['walkIn.saveQuota', 3],
  // Leavers, changes and new rows go apart, so that numbers are free for who comes next.
  'import.write': ['import.write', 3],
  // Its people are taken in, brought in line or let go apart, for there may be more of them than one transaction takes.
  'standing.apply': ['standing.apply', 3],
  'standing.add': ['standing.add', 2],
  'standing.revise': ['standing.revise', 2],
  'standing.answer': ['standing.answer', 3],
  'standing.withdraw': ['standing.withdraw', 3],
  'standing.papers': ['standing.papers', 3],
}

const kindOf = (action: Action): string => (traitsOf(action).console === 'only' ? 'console' : 'wechat')

describe.each(CHANGING)('%s', (action) => {
  it('leaves its row, without personal data, once', async () => {
    const { by, input } = await calls[action]()
    const requestId = randomUUID()
    const before = rowsOf(contentsOfDatabase(campus))
    await by.get(action, input, requestId)
    await by.get(action, input, requestId)
    const rows = [...rowsOf(contentsOfDatabase(campus))].filter(([key]) => !before.has(key))
    const [named, count] = ROWS[action] ?? [action, 1]
    expect(rows.map(([, row]) => row.action)).toEqual(Array(count).fill(named))
    for (const [, row] of rows) {
      expect(row).toMatchObject({ at: campus.clock.now, by: { kind: kindOf(action), id: by.openid } })
      const roles = traitsOf(action).roles as readonly string[]
      expect(roles).toContain(row.by.role)
      expect(row.changes.length).toBeGreaterThan(0)
      expect(row.changes.filter(({ from, to }) => from === to)).toEqual([])
      const text = JSON.stringify(row.changes)
      expect(PERSONAL.filter((personal) => personal.test(text))).toEqual([])
    }
  })
})

it('a decision is told by its states, what stays in its state by hashes', async () => {
  const { by, input } = await calls['approval.return']()
  const requestId = randomUUID()
  await by.get('approval.return', input, requestId)
  const { requestKey } = await import('../../cloudfunctions/platform/replies')
  const { auditRowId } = await import('../../cloudfunctions/platform/audit')
  const row = await campus.stored<AuditRow>(
    'audit',
    auditRowId(requestKey({ kind: 'wechat', id: by.openid ?? '' }, requestId)),
  )
  const visit = row?.changes.find(({ collection }) => collection === 'visits')
  expect(visit).toEqual({ collection: 'visits', id: input.visitId, from: 'pending', to: 'returned' })
  const calendars = row?.changes.filter(({ collection }) => collection === 'calendars') ?? []
  expect(calendars.length).toBeGreaterThan(0)
  for (const { from, to } of calendars)
    expect([from, to]).toEqual([expect.stringMatching(/^[\w-]{32}$/), expect.stringMatching(/^[\w-]{32}$/)])
})

it('what is refused leaves none', async () => {
  const before = rowsOf(contentsOfDatabase(campus)).size
  expect(await campus.person('nobody-known').outcome('visit.cancel', { visitId: 'none' })).toBe('NOT_FOUND')
  expect(rowsOf(contentsOfDatabase(campus)).size).toBe(before)
})
