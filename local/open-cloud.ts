import fs from 'node:fs'
import path from 'node:path'
import { openLocalCloud, type Indexes } from './cloud'
import { localKeys } from './keys'

/**
 * Leads the stores to a cloud: the one that the environment names, or else the local one, opened here. Answers what closes
 * it again. The stores open their database at the first request, so this comes before it.
 */
export async function openCloud(): Promise<() => Promise<void>> {
  if (process.env.TCB_ENV !== undefined) return async () => {}
  const dir = process.env.CAMPUS_DATA ?? '.local'
  const keys = localKeys(dir)
  const cloud = await openLocalCloud({
    dir: path.join(dir, 'cloud'),
    functionsDir: 'dist/cloudfunctions',
    indexes: JSON.parse(fs.readFileSync('cloudfunctions/indexes.json', 'utf8')) as Indexes,
    environment: keys,
    // An operator's command asks the database alone.
    ...{ timers: false, warm: false },
  })
  Object.assign(process.env, keys, cloud.sdkEnvironment(await cloud.listen()))
  return () => cloud.close()
}
