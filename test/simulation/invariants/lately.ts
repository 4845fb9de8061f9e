import type { Stored } from '../../../cloudfunctions/platform/database'
import { allOf, oneOf, type Commit } from './invariant'

/** Longer than any call takes, with all its repetitions. */
const KEPT_MS = 6 * 3_600_000

interface Earlier {
  id: string
  until: number
  document: Stored
}

/** What documents were a while ago: a call that takes long may have read them so. */
export class Lately {
  private readonly earlier: Readonly<Record<string, Earlier[]>>

  constructor(collections: readonly string[]) {
    this.earlier = Object.fromEntries(collections.map((each) => [each, []]))
  }

  note({ at, written }: Commit): void {
    for (const { collection, before } of written) {
      const kept = this.earlier[collection]
      if (kept === undefined || before === null) continue
      kept.push({ id: before._id, until: at, document: before })
      while (kept[0] !== undefined && kept[0].until < at - KEPT_MS) kept.shift()
    }
  }

  /** Every version of it that stood at some moment since then, epoch ms. */
  of<T extends Stored>(collection: string, id: string, since: number): T[] {
    const now = oneOf<T>(collection, id)
    return [...(now === null ? [] : [now]), ...this.before<T>(collection, since, id)]
  }

  /** The same of all documents. */
  all<T extends Stored>(collection: string, since: number): T[] {
    return [...allOf<T>(collection), ...this.before<T>(collection, since)]
  }

  private before<T extends Stored>(collection: string, since: number, id?: string): T[] {
    return (this.earlier[collection] ?? [])
      .filter((each) => each.until >= since && (id === undefined || each.id === id))
      .map(({ document }) => document as T)
  }
}
