import fs from 'node:fs'
import path from 'node:path'
import { openLocalCloud, type Indexes } from './cloud'
import { requireFittingKeys } from './fitting-keys'
import { localKeys } from './keys'

/** What only a shell has that works on an environment of CloudBase. */
const OF_AN_ENVIRONMENT = [
  'TENCENTCLOUD_SECRETID',
  'CAMPUS_DATA_KEYS',
  'CAMPUS_LOOKUP_KEY',
  'CAMPUS_PASS_KEYS',
]

/**
 * Leads the stores to a cloud: the one that the shell names, or else the local one, opened here, and says which it is.
 * Answers what closes it again. The stores open their database at the first request, so this comes before it. Throws where
 * a shell is set up for an environment by half: its operator means that one, and no other.
 */
export async function openCloud(print: (line: string) => void = console.log): Promise<() => Promise<void>> {
  const { TCB_ENV: id = '' } = process.env
  if (id !== '') {
    await enterEnvironment(id)
    print(`  CloudBase: ${id}`)
    return async () => {}
  }
  const half = OF_AN_ENVIRONMENT.filter((name) => (process.env[name] ?? '') !== '')
  if (half.length > 0)
    throw new Error(
      `this shell has ${half.join(', ')} and names no environment: export TCB_ENV=<id>, or unset them for the cloud of npm start`,
    )
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
  print(`  the cloud of npm start on this machine: ${dir}`)
  return () => cloud.close()
}

/** The SDK for Node.js knows an environment by another name than that for WeChat; in a function the platform sets both. */
async function enterEnvironment(id: string): Promise<void> {
  const { TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY } = process.env
  if (!TENCENTCLOUD_SECRETID || !TENCENTCLOUD_SECRETKEY)
    throw new Error(`set TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY: the key that deploys ${id}`)
  process.env.SCF_NAMESPACE = id
  await requireFittingKeys()
}
