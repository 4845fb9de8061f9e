import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from './build/fresh.mjs'
import { check, deploy, showPlan, type Deployment } from './deploy/deploy'
import { builtFunctions } from './deploy/desired'
import { Environment, type Credentials } from './deploy/environment'
import { CHANNELS, isChannel, withEnvironment, type Channel } from './deploy/environment-file'
import { ROTATED } from './deploy/rotate'
import type { Rotation } from './deploy/secrets'
import { root } from './paths.mjs'

/**
 * `npm run deploy -- --env <id> [--channel develop|trial|release] [--plan | --check] [--new-setup-code]
 * [--rotate data|lookup|pass [--rewritten]]`: makes a
 * CloudBase environment what this repository wants. Credentials come from TENCENTCLOUD_SECRETID and
 * TENCENTCLOUD_SECRETKEY (and TENCENTCLOUD_SESSIONTOKEN of a temporary key).
 */
const { values } = parseArgs({
  options: {
    env: { type: 'string' },
    channel: { type: 'string' },
    plan: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    'new-setup-code': { type: 'boolean', default: false },
    rotate: { type: 'string' },
    rewritten: { type: 'boolean', default: false },
  },
})

function credentials({
  TENCENTCLOUD_SECRETID,
  TENCENTCLOUD_SECRETKEY,
  ...shell
}: NodeJS.ProcessEnv): Credentials {
  if (!TENCENTCLOUD_SECRETID || !TENCENTCLOUD_SECRETKEY)
    throw new Error(
      'set TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY: a key of a sub-account for this environment',
    )
  const token = shell.TENCENTCLOUD_SESSIONTOKEN
  return { secretId: TENCENTCLOUD_SECRETID, secretKey: TENCENTCLOUD_SECRETKEY, token }
}

/** Lets the Mini Program of this channel talk to the environment; true when the file changed. */
function writeEnvironmentFile(channel: Channel, id: string): boolean {
  const file = path.join(root, 'miniprogram/config/environment.ts')
  const source = fs.readFileSync(file, 'utf8')
  const written = withEnvironment(source, channel, id)
  if (written === source) return false
  fs.writeFileSync(file, written)
  return true
}

function rotationOf(keys: string): Rotation {
  if (ROTATED[keys] === undefined) throw new Error(`--rotate is one of ${Object.keys(ROTATED).join(', ')}`)
  return { keys, rewritten: values.rewritten }
}

function sayHowToGoOn(error: unknown): never {
  console.error(
    values.rotate === undefined
      ? '  where it was cut off, run it again: it goes on'
      : '  where it was cut off, run it again without --rotate: that ends the step that was begun, and begins none',
  )
  throw error
}

async function main(): Promise<number> {
  const { env: id, channel: asked, plan: planOnly, check: checkOnly } = values
  if (id === undefined || id === '') throw new Error('name the environment: npm run deploy -- --env <id>')
  if (asked !== undefined && !isChannel(asked)) throw new Error(`--channel is one of ${CHANNELS.join(', ')}`)
  const environment = new Environment(id, credentials(process.env))
  // The console's page lies beside its function.
  await buildIfStale()
  const deployment: Deployment = {
    ...{ environment, built: builtFunctions(path.join(root, 'dist/cloudfunctions')), shell: process.env },
    indexesFile: path.join(root, 'cloudfunctions/indexes.json'),
    ...{ channel: asked, now: Date.now() },
    newSetupCode: values['new-setup-code'],
    ...(values.rotate === undefined ? {} : { rotate: rotationOf(values.rotate) }),
    print: (line) => console.log(line),
  }
  console.log(`${id}${planOnly ? ' (plan)' : checkOnly ? ' (check)' : ''}`)
  if (planOnly) {
    await showPlan(deployment)
    return 0
  }
  if (checkOnly) {
    const faults = await check(deployment)
    for (const fault of faults) console.log(`  ✗ ${fault}`)
    console.log(faults.length === 0 ? '  ✓ as wanted, every function answers' : `  ${faults.length} faults`)
    return faults.length === 0 ? 0 : 1
  }
  const { blocked, channel } = await deploy(deployment).catch(sayHowToGoOn)
  if (writeEnvironmentFile(channel, id))
    console.log(`  miniprogram/config/environment.ts: ${channel} → ${id}`)
  return blocked === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  // Errors of the library's own network calls are none of this process's `Error`.
  console.error(`  ✗ ${(error as Partial<Error>).message ?? String(error)}`)
  process.exitCode = 1
}
