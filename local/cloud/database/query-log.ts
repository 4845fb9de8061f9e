import type { Condition } from './condition'
import type { Plan } from './planner'
import type { Order } from './sort'

/** How one query was answered. `condition` holds the shape only (`{"phone":"?"}`): values may be personal. */
export type QueryRecord = {
  collection: string
  condition: string
  order: string
  index: string | null
  examined: number
  returned: number
}

/**
 * A query no index served well. `scan`: every document was read; `sort`: the order came from sorting in memory;
 * `filter`: far more documents were read than returned.
 */
export type SlowQuery = QueryRecord & { reason: 'scan' | 'sort' | 'filter' }

const KEPT = 500

/** Remembers the last queries and those that no index served, so that a test can demand an index of every list. */
export class QueryLog {
  readonly recent: QueryRecord[] = []
  readonly slow: SlowQuery[] = []

  record(
    collection: string,
    condition: Condition,
    order: Order,
    plan: Plan,
    examined: number,
    returned: number,
  ): void {
    const record: QueryRecord = {
      collection,
      condition: shapeOf(condition),
      order: JSON.stringify(order),
      index: plan.scan ? null : plan.index.name,
      examined,
      returned,
    }
    keep(this.recent, record)
    const reason = reasonOf(plan, order, examined, returned)
    if (reason) keep(this.slow, { ...record, reason })
  }

  clear(): void {
    this.recent.length = 0
    this.slow.length = 0
  }
}

function reasonOf(
  plan: Plan,
  order: Order,
  examined: number,
  returned: number,
): SlowQuery['reason'] | undefined {
  if (plan.scan) return 'scan'
  if (!plan.sorted && Object.keys(order).length > 0) return 'sort'
  if (examined > 10 * returned + 100) return 'filter'
  return undefined
}

function shapeOf(condition: Condition): string {
  return JSON.stringify(condition, (key, value: unknown) => {
    if (key === '' || Array.isArray(value) || (value !== null && typeof value === 'object')) return value
    return '?'
  })
}

function keep<T>(list: T[], entry: T): void {
  list.push(entry)
  if (list.length > KEPT) list.shift()
}
