import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from './build/fresh.mjs'
import { check, deploy, showPlan, type Deployment } from './deploy/deploy'
import { builtFunctions } from './deploy/desired'
import { Environment, type Credentials } from './deploy/environment'
import { CHANNELS, isChannel } from './deploy/environment-file'
import { ROTATED } from './deploy/rotate'
import type { Rotation } from './deploy/secrets'
import { root } from './paths.mjs'

/**
 * `npm run deploy -- --env <id> [--channel develop|trial|release] [--plan | --check] [--new-setup-code]
 * [--rotate data|lookup|pass [--rewritten]]`: makes a
 * CloudBase environment what this repository wants. Credentials come from TENCENTCLOUD_SECRETID and
 * TENCENTCLOUD_SECRETKEY (and TENCENTCLOUD_SESSIONTOKEN of a temporary key).
 */
const USAGE =
  'npm run deploy -- --env <id> [--channel develop|trial|release] [--plan | --check] [--new-setup-code] [--rotate data|lookup|pass [--rewritten]]'

const OPTIONS = {
  env: { type: 'string' },
  channel: { type: 'string' },
  plan: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  'new-setup-code': { type: 'boolean', default: false },
  rotate: { type: 'string' },
  rewritten: { type: 'boolean', default: false },
} as const

/** What the command was asked for. Throws a sentence for what it can't be. */
function readArguments() {
  const { values } = orUsage(() => parseArgs({ options: OPTIONS }))
  const { env: id, channel, plan, check, rotate, rewritten } = values
  if (id === undefined || id === '') throw new Error(`name the environment: ${USAGE}`)
  if (channel !== undefined && !isChannel(channel))
    throw new Error(`--channel is one of ${CHANNELS.join(', ')}`)
  if (plan && check)
    throw new Error('--plan shows what a deployment would do, --check what is wrong: ask for one')
  if (rotate !== undefined && ROTATED[rotate] === undefined)
    throw new Error(`--rotate is one of ${Object.keys(ROTATED).join(', ')}`)
  if (rewritten && rotate === undefined)
    throw new Error('--rewritten ends an exchange of keys: say --rotate, too')
  const rotation: { rotate?: Rotation } = rotate === undefined ? {} : { rotate: { keys: rotate, rewritten } }
  return { id, channel, plan, check, newSetupCode: values['new-setup-code'], ...rotation }
}

function orUsage<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n  ${USAGE}`)
  }
}

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

function sayHowToGoOn(isRotation: boolean): void {
  console.error(
    isRotation
      ? '  where it was cut off, run it again without --rotate: that ends the step that was begun, and begins none'
      : '  where it was cut off, run it again: it goes on',
  )
}

async function main(): Promise<number> {
  const { id, channel, plan, check: checkOnly, newSetupCode, rotate } = readArguments()
  const environment = new Environment(id, credentials(process.env))
  // The console's page lies beside its function.
  await buildIfStale()
  const deployment: Deployment = {
    ...{ environment, built: builtFunctions(path.join(root, 'dist/cloudfunctions')), shell: process.env },
    indexesFile: path.join(root, 'cloudfunctions/indexes.json'),
    environmentFile: path.join(root, 'miniprogram/config/environment.ts'),
    ...{ channel, newSetupCode, rotate, now: Date.now() },
    print: (line) => console.log(line),
  }
  console.log(`${id}${plan ? ' (plan)' : checkOnly ? ' (check)' : ''}`)
  if (plan) {
    await showPlan(deployment)
    return 0
  }
  if (checkOnly) {
    const faults = await check(deployment)
    for (const fault of faults) console.log(`  ✗ ${fault}`)
    console.log(faults.length === 0 ? '  ✓ as wanted, every function answers' : `  ${faults.length} faults`)
    return faults.length === 0 ? 0 : 1
  }
  try {
    return (await deploy(deployment)).blocked === 0 ? 0 : 1
  } catch (error) {
    sayHowToGoOn(rotate !== undefined)
    throw error
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  // Errors of the library's own network calls are none of this process's `Error`.
  console.error(`  ✗ ${(error as Partial<Error>).message ?? String(error)}`)
  process.exitCode = 1
}
