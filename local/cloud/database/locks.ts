import { keysOf } from './indexes'
import { orderedKey } from './ordered-key'
import type { Change, RecordFile } from './record-file'
import type { Document } from './documents'

/** Who holds a lock; `ended` settles when all its locks are free again. */
export type Holder = { readonly ended: Promise<void> }

/**
 * What open transactions have laid hands on: documents, and the unique keys they take or give up. A transaction
 * that meets another's lock loses at once; a plain write waits for it, as in production.
 */
export class Locks<H extends Holder> {
  private readonly held = new Map<string, H>()

  /** The holder of any of these, other than `self`. */
  heldByOther(names: readonly string[], self?: H): H | undefined {
    for (const name of names) {
      const holder = this.held.get(name)
      if (holder && holder !== self) return holder
    }
    return undefined
  }

  holds(name: string, self: H): boolean {
    return this.held.get(name) === self
  }

  take(names: readonly string[], holder: H): void {
    for (const name of names) this.held.set(name, holder)
  }

  release(holder: H): void {
    for (const [name, other] of this.held) if (other === holder) this.held.delete(name)
  }
}

export const documentLock = (collection: string, id: unknown) =>
  `${collection} ${orderedKey(id).toString('latin1')}`

/** The document's own lock and those of all unique keys it has or will have. */
export function locksOf(file: RecordFile, change: Change, before: Document | null): string[] {
  const names = [documentLock(change.collection, change.id)]
  for (const index of file.collection(change.collection).indexes) {
    if (!index.unique) continue
    for (const document of [before, change.after]) {
      if (!document) continue
      for (const key of keysOf(document, index).keys) names.push(`${index.table} ${key.toString('latin1')}`)
    }
  }
  return names
}
