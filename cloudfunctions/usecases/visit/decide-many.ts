import type { Input, Output } from '../../../contract'
import { DomainError, isDomainError } from '../../../miniprogram/domain/errors'
import { contentOf } from '../../platform/canonical'
import { loadEarlierReplies, requestKey } from '../../platform/replies'
import { change, changeEach, earlierReplyOf, type UnitOfWork } from '../../platform/unit-of-work'
import { readApproverIn } from '../account/load-accounts'
import { moveUpSoon } from '../activity/move-up'
import type { Caller } from '../caller'
import { inLanes } from '../in-batches'
import { decideIn, type Decision } from './decide'

type Row = Output<'approval.decideMany'>['rows'][number]

/** Rows that fit into one transaction, and how many transactions are under way at once. */
const PIECE = 4
const AT_ONCE = 8

/**
 * Several decisions with one tap (spec 3). What fails doesn't undo the rest. Each transaction keeps what it has decided, so
 * that a retry gives its rows their first answer, and the whole reply is kept too. Messages to visitors begin when all is
 * decided.
 */
export async function decideMany(
  caller: Caller,
  { visitIds, decision, reason, seen = {} }: Input<'approval.decideMany'>,
): Promise<Output<'approval.decideMany'>> {
  const earlier = await earlierReplyOf<Output<'approval.decideMany'>>(caller)
  if (earlier !== null) return earlier
  const action = decision === 'approve' ? 'approval.approve' : 'approval.return'
  const decisionOn = (visitId: string): Decision =>
    decision === 'approve'
      ? { kind: 'approved', seen: seen[visitId] }
      : { kind: 'returned', reason: reason.trim(), seen: seen[visitId] }
  const batch = new Batch(caller, action, decisionOn, contentOf(action, { reason, seen }))
  const wanted = [...new Set(visitIds)]
  await batch.takeEarlier(wanted)
  await inLanes(wanted, { piece: PIECE, atOnce: AT_ONCE }, (piece) => batch.decide(piece))
  await batch.settle()
  // Each row asked for itself whose it is; a busy one never came to it.
  caller.answeredBefore()
  const rows = wanted.flatMap((visitId) => batch.rows.get(visitId) ?? [])
  return change(caller, () => Promise.resolve({ rows }))
}

class Batch {
  readonly rows = new Map<string, Row>()
  private readonly by: Caller
  private readonly notices: string[] = []
  private readonly freed = new Set<string>()
  /** How often each row was tried: the next short code each time, should it be that which was taken. */
  private readonly runs = new Map<string, number>()

  constructor(
    private readonly caller: Caller,
    action: 'approval.approve' | 'approval.return',
    private readonly decisionOn: (visitId: string) => Decision,
    /** Keyed hash of all that was asked for. */
    private readonly content: string,
  ) {
    this.by = { ...caller, action, afterCommit: (noticeIds) => void this.notices.push(...noticeIds) }
  }

  /** What an earlier run of the same request, which was cut off, has decided. */
  async takeEarlier(visitIds: readonly string[]): Promise<void> {
    const keys = visitIds.map((visitId) => requestKey(this.caller, this.requestId(visitId)))
    for (const { content, reply } of await loadEarlierReplies(keys)) {
      if (content !== this.content) throw new DomainError('KEY_REUSED')
      for (const row of (reply as Kept).rows) this.rows.set(row.visitId, row)
    }
  }

  /** Rows in their order. Where somebody else holds one of a transaction, each goes by itself, so that only that one is busy. */
  async decide(visitIds: readonly string[]): Promise<void> {
    const left = visitIds.filter((visitId) => !this.rows.has(visitId))
    try {
      await this.write(left)
    } catch (error) {
      if (!isBusy(error)) throw error
      const [only] = left
      if (left.length === 1 && only !== undefined) this.rows.set(only, refused(only, error))
      else {
        // Some of their transactions may stand.
        await this.takeEarlier(left)
        for (const visitId of left) await this.decide([visitId])
      }
    }
  }

  /** Begins what follows the decisions. */
  async settle(): Promise<void> {
    if (this.notices.length > 0) this.caller.afterCommit(this.notices)
    for (const activityId of this.freed) await moveUpSoon(activityId, this.caller)
  }

  private async write(visitIds: readonly string[]): Promise<void> {
    const rows = await changeEach(
      this.by,
      visitIds,
      (unit, visitId) => this.decideOne(unit, visitId),
      refusal,
      (done) => this.keptOf(done),
    )
    for (const row of rows) this.rows.set(row.visitId, row)
  }

  private async decideOne(unit: UnitOfWork, visitId: string): Promise<Row> {
    const attempt = this.runs.get(visitId) ?? 0
    this.runs.set(visitId, attempt + 1)
    const saved = await decideIn(unit, this.by, visitId, this.decisionOn(visitId), attempt, readApproverIn)
    if (saved.activityId !== undefined) this.freed.add(saved.activityId)
    return decided(visitId, saved.state)
  }

  /** What one transaction has decided, under the key of the first of its rows. */
  private keptOf(done: readonly Row[]): { requestId: string; content: string; reply: Kept } | null {
    const rows = done.filter(({ ok }) => ok)
    const [first] = rows
    if (first === undefined) return null
    return { requestId: this.requestId(first.visitId), content: this.content, reply: { rows } }
  }

  private readonly requestId = (visitId: string): string => `${this.caller.requestId}:${visitId}`
}

/** What a transaction keeps of itself. */
interface Kept {
  rows: Row[]
}

const decided = (visitId: string, state: Row['state']): Row => ({
  ...{ visitId, ok: true, state, code: null, details: {}, decidedAt: null },
})

function refused(visitId: string, { code, details }: DomainError): Row {
  const decidedAt = code === 'ALREADY_DECIDED' && typeof details.at === 'number' ? details.at : null
  return { visitId, ok: false, state: null, code, details, decidedAt }
}

/** A rule's no is the row's; anything else ends the batch, which can be sent again. */
function refusal(error: unknown, visitId: string): Row {
  if (isDomainError(error)) return refused(visitId, error)
  throw error
}

const isBusy = (error: unknown): error is DomainError => isDomainError(error) && error.code === 'BUSY'
