import { describe, expect, it, test } from 'vitest'
import { ApiError } from '../../console/api/api-error'
import { MAX_BATCH, partsOf, ROWS_A_CALL, runBatch, type Part } from '../../console/pages/approvals/batch'
import { isNarrowed, queryOf, queueAddress } from '../../console/pages/approvals/queue-address'
import { revokeQuestion } from '../../console/pages/approvals/panel-facts'
import { othersWaiting, releaseLine, releaseListLine } from '../../console/pages/approvals/releases'
import type { Outcome } from '../../console/pages/approvals/queue-rows'
import { WHOLE_QUEUE } from '../../miniprogram/domain/visit/queue-filter'

import { NOW, TODAY } from '../domain/builders'
import { detailOf } from '../views/office-builders'

/** The queue of the console: what its address says, and what a batch is made of (spec 3, 8). */
const ids = (count: number) => Array.from({ length: count }, (_, index) => `visit-${index}`)
const approve = { decision: 'approve' as const, reason: '' }
let keys = 0
const newId = () => `key-${++keys}`
const done = ({ input }: Part): Outcome[] =>
  input.visitIds.map((visitId) => ({
    ...{ visitId, ok: true, state: 'approved' as const, code: null, details: {}, decidedAt: null },
  }))

const NOTHING_SEEN = new Map<string, number>()

describe('a batch', () => {
  test.each([
    [0, 0],
    [1, 1],
    [ROWS_A_CALL, 1],
    [ROWS_A_CALL + 1, 2],
    [MAX_BATCH, MAX_BATCH / ROWS_A_CALL],
    [MAX_BATCH + 1, MAX_BATCH / ROWS_A_CALL],
  ])('of %i bookings is %i calls, each with a key of its own', (count, calls) => {
    const parts = partsOf(ids(count), approve, NOTHING_SEEN, newId)
    expect(parts).toHaveLength(calls)
    expect(new Set(parts.map(({ requestId }) => requestId)).size).toBe(calls)
    expect(parts.flatMap(({ input }) => input.visitIds)).toEqual(ids(Math.min(count, MAX_BATCH)))
  })

  it('decides on a booking once, however often it was chosen', () => {
    expect(partsOf(['a', 'b', 'a'], approve, NOTHING_SEEN, newId)[0]?.input.visitIds).toEqual(['a', 'b'])
  })

  it('says of each booking when what the page shows of it was sent', () => {
    const sentAt = new Map(ids(ROWS_A_CALL + 1).map((id, index) => [id, index]))
    const [first, second] = partsOf(ids(ROWS_A_CALL + 1), approve, sentAt, newId)
    expect(Object.keys(first?.input.seen ?? {})).toHaveLength(ROWS_A_CALL)
    expect(second?.input.seen).toEqual({ [ids(ROWS_A_CALL + 1).at(-1) ?? '']: ROWS_A_CALL })
  })

  it('tells the rows of each call as it is answered, and stops when somebody says so', async () => {
    const parts = partsOf(ids(2.5 * ROWS_A_CALL), approve, NOTHING_SEEN, newId)
    const told: number[] = []
    const stopped = () => told.length === 2
    const end = await runBatch(
      parts,
      async (part) => ({ rows: done(part) }),
      (rows) => told.push(rows.length),
      stopped,
    )
    expect(told).toEqual([ROWS_A_CALL, ROWS_A_CALL])
    expect(end).toEqual({ left: [], failure: '' })
  })

  test.each([
    ['no answer comes: the rest is left, under the keys it had', 'NETWORK', 2],
    ['the account was frozen: nothing is left to be sent again', 'FROZEN', 0],
  ])('%s', async (_, code, left) => {
    const parts = partsOf(ids(3 * ROWS_A_CALL), approve, NOTHING_SEEN, newId)
    let calls = 0
    const decide = async (part: Part) => {
      if (++calls === 2) throw new ApiError(code, { reason: '调岗', since: 0 })
      return { rows: done(part) }
    }
    const end = await runBatch(
      parts,
      decide,
      () => undefined,
      () => false,
    )
    expect(end.failure).not.toBe('')
    expect(end.left).toEqual(left === 0 ? [] : parts.slice(-left))
  })
})

describe('the address', () => {
  const whole = { list: 'pending' as const, text: '', filter: WHOLE_QUEUE, open: null }
  test.each([
    [{}, whole],
    [
      { list: 'approved', text: '林', open: 'v1' },
      { ...whole, list: 'approved', text: '林', open: 'v1' },
    ],
    [
      { today: '1', driving: '1', unconfirmed: '1', of: 'official' },
      { ...whole, filter: { today: true, driving: true, unconfirmed: true, purposeClass: 'official' } },
    ],
  ])('%j says the same when it is made anew', (query, address) => {
    expect(queueAddress(query)).toEqual(address)
    expect(queryOf(queueAddress(query))).toEqual(query)
  })

  test.each([
    [{ list: 'ended' }],
    [{ list: ['pending', 'approved'] }],
    [{ of: 'both' }],
    [{ today: 'yes' }],
    [{ open: '' }],
    [{ text: ['a', 'b'] }],
  ])('%j is no filter', (query) => expect(queueAddress(query)).toEqual(whole))

  test.each([
    [{}, false],
    [{ list: 'returned', open: 'v1' }, false],
    [{ text: '林' }, true],
    [{ today: '1' }, true],
    [{ driving: '1' }, true],
    [{ unconfirmed: '1' }, true],
    [{ of: 'private' }, true],
  ])('%j narrows the list: %s', (query, narrowed) => expect(isNarrowed(queueAddress(query))).toBe(narrowed))
})

describe('what is asked of a booking', () => {
  type Asked = Parameters<typeof releaseLine>[0]
  const asked = (more: Partial<Asked>): Asked => ({
    ...{ id: 'r1', field: 'plate', askedAt: NOW, reason: null, wantedPlate: null },
    ...{ wantedFirstDay: TODAY, wantedLastDay: TODAY, ...more },
  })
  const { visit } = detailOf()

  test.each<[Partial<Asked>, 'approved' | 'pending', RegExp, string, string, RegExp, boolean]>([
    [{ field: 'plate' }, 'approved', /车牌与这条预约相同/, '释放', '保留', /通行证随即停用/, true],
    [{ field: 'document' }, 'pending', /证件号与这条预约相同/, '释放', '保留', /退回给访客/, true],
    [{ field: 'cancel' }, 'approved', /本人请求取消/, '取消预约', '保留', /通行证随即停用/, true],
    [{ field: 'change' }, 'approved', /请求变更/, '同意变更', '不同意', /立即生效/, false],
  ])('%j of a booking that is %s', (more, state, sentence, letGo, keep, consequence, final) => {
    const line = releaseLine(asked(more), { ...visit, state }, NOW)
    expect(line).toMatchObject({ letGo, keep, final })
    expect(line.sentence).toMatch(sentence)
    expect(line.consequence).toMatch(consequence)
  })

  it('counts those who can’t book because of it, and not its own visitor', () => {
    const fields = ['plate', 'cancel', 'phone', 'change'] as const
    expect(othersWaiting(fields.map((field) => asked({ field })))).toBe(2)
    expect(othersWaiting([])).toBe(0)
  })

  test.each([
    ['approved', 'approved'],
    ['pending', 'pending'],
  ] as const)('of one that is %s leads to it in its list', (state, list) => {
    const line = releaseListLine({ ...asked({}), visit: { ...visit, state } }, NOW)
    expect(line).toMatchObject({ visitId: visit.id, list })
  })
})

it('asks before an approval is taken back, for a reason that its visitor reads', () => {
  const question = revokeQuestion({ visitId: 'v1', name: '林晓雨' })
  expect(question).toMatchObject({ key: 'revoke:v1', title: '取消对林晓雨的审核', final: true })
  expect(question.reason?.label).toContain('访客会看到')
})
