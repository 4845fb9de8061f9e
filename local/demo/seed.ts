import { demoCampus, type DemoCampus } from './campus'
import { demoDocuments, type DemoDocuments } from './documents'

/** Where a demo campus is written. */
export interface DemoTarget {
  has(collection: string, id: string): Promise<boolean>
  /** Writes documents; one whose id is there already is replaced. */
  insert(collection: string, documents: readonly { _id: string }[]): Promise<void>
}

/** Settings come last: a campus that has rules is complete, one without was interrupted and is written again. */
const ORDER: readonly (keyof DemoDocuments)[] = [
  'campuses',
  'gates',
  'units',
  'accounts',
  'bindings',
  'staff',
  'settings',
]
/** Every batch is one commit that touches most pages of the name index; too large a one meets the SDK's time limit. */
const BATCH = 1500

/**
 * Writes the demo campus unless it is there. True when it was written now. The environment must hold the keys that
 * the functions run with (cloudfunctions/platform/keys.ts).
 */
export async function seedDemo(target: DemoTarget, campus: DemoCampus = demoCampus()): Promise<boolean> {
  if (await target.has('settings', 'rules')) return false
  const documents = demoDocuments(campus)
  for (const collection of ORDER) {
    const rows: readonly { _id: string }[] = documents[collection]
    for (let index = 0; index < rows.length; index += BATCH)
      await target.insert(collection, rows.slice(index, index + BATCH))
  }
  return true
}
