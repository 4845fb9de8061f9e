/**
 * The local cloud as a process of its own: `tsx local/cloud/serve.ts --dir D [--port N] [--functions F]
 * [--indexes FILE] [--timers on|off] [--http JSON]`. Once it is ready it prints its address, and on the next line, as JSON,
 * the variables that lead SDKs there. Every option may come as a variable
 * too: LOCAL_CLOUD_DIR, LOCAL_CLOUD_PORT, LOCAL_CLOUD_FUNCTIONS, LOCAL_CLOUD_INDEXES, LOCAL_CLOUD_TIMERS. The
 * functions' own variables come as JSON in LOCAL_CLOUD_ENVIRONMENT.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openLocalCloud, type Indexes } from './index'

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: process.env.LOCAL_CLOUD_DIR },
    port: { type: 'string', default: process.env.LOCAL_CLOUD_PORT ?? '0' },
    functions: { type: 'string', default: process.env.LOCAL_CLOUD_FUNCTIONS ?? 'dist/cloudfunctions' },
    indexes: { type: 'string', default: process.env.LOCAL_CLOUD_INDEXES ?? 'cloudfunctions/indexes.json' },
    http: {
      type: 'string',
      default:
        process.env.LOCAL_CLOUD_HTTP ?? '{"/gate":"gate","/console-api":"console","/console":"console"}',
    },
    timers: { type: 'string', default: process.env.LOCAL_CLOUD_TIMERS ?? 'on' },
  },
})
if (!values.dir) throw new Error('where is the data to be kept? --dir or LOCAL_CLOUD_DIR')

const cloud = await openLocalCloud({
  dir: values.dir,
  functionsDir: values.functions,
  indexes: JSON.parse(readFileSync(values.indexes, 'utf8')) as Indexes,
  environment: JSON.parse(process.env.LOCAL_CLOUD_ENVIRONMENT ?? '{}') as Record<string, string>,
  http: JSON.parse(values.http) as Record<string, string>,
  timers: values.timers === 'on',
  log: (line) => console.error(line),
})
const url = await cloud.listen(Number(values.port))
console.log(url)
console.log(JSON.stringify(cloud.sdkEnvironment(url)))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void cloud.close().then(() => process.exit(0)))
}
