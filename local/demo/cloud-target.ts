import tcb from '@cloudbase/node-sdk'
import { isConflict } from '../../cloudfunctions/platform/transaction'
import type { DemoTarget } from './seed'

interface SdkCollection {
  add(documents: readonly object[]): Promise<unknown>
  doc(id: string): {
    get(): Promise<{ data: unknown[] }>
    set(fields: object): Promise<unknown>
  }
}

/**
 * Writes through the unmodified SDK into the cloud that the environment names, many documents a call.
 * `environment`: what `LocalCloud.sdkEnvironment(url)` gives, already in `process.env`.
 */
export function cloudTarget(): DemoTarget {
  const database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string }).database()
  const collectionOf = (name: string): SdkCollection => database.collection(name)
  return {
    async has(collection, id) {
      return (await collectionOf(collection).doc(id).get()).data.length > 0
    },
    async insert(collection, documents) {
      try {
        await collectionOf(collection).add(documents)
      } catch (error) {
        if (!isConflict(error)) throw error
        // An interrupted start left some of them: rare, so one by one is good enough.
        for (const { _id, ...fields } of documents) await collectionOf(collection).doc(_id).set(fields)
      }
    },
  }
}
