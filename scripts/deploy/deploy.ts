import { describe } from './describe'
import { desiredState, type BuiltFunction } from './desired'
import type { Environment } from './environment'
import { environmentChange, type Channel } from './environment-file'
import { plan, type Plan, type Step } from './plan'
import { faultsOf, PROBES } from './probes'
import { channelOf, secretsFor, type Rotation, type Secrets } from './secrets'
import type { ActualState } from './state'

export interface Deployment {
  environment: Environment
  built: readonly BuiltFunction[]
  /** Path of cloudfunctions/indexes.json. */
  indexesFile: string
  /** Path of miniprogram/config/environment.ts. */
  environmentFile: string
  /** Variables of the deploying shell: keys of a backup, if there is one. */
  shell: Readonly<Record<string, string | undefined>>
  /** Which version of the Mini Program belongs to this environment; undefined: the one that it has. */
  channel: Channel | undefined
  newSetupCode?: boolean
  /** Leads keys one step on in their exchange. */
  rotate?: Rotation | undefined
  /** Epoch ms, from which on a setup code counts its day. */
  now: number
  print: (line: string) => void
}

interface Prepared extends Plan {
  actual: ActualState
  secrets: Secrets
  /** What leads the Mini Program here; null: it is led already. */
  file: ReturnType<typeof environmentChange>
}

/** Reads the environment and finds what leads to the wanted one. */
async function prepare({
  environment,
  built,
  indexesFile,
  environmentFile,
  shell,
  newSetupCode,
  rotate,
  now,
  channel: asked,
}: Deployment): Promise<Prepared> {
  const actual = await environment.read()
  const names = built.map(({ name }) => name)
  const channel = channelOf(actual, asked, names)
  const secrets = secretsFor(names, actual, shell, { newSetupCode, rotate, now, channel })
  const file = environmentChange(environmentFile, channel, environment.id)
  return { ...plan(desiredState(indexesFile, built, secrets.variables), actual), actual, secrets, file }
}

/** Prints what a deployment would do. Resolves with the number of its steps and of what it can't mend. */
export async function showPlan(deployment: Deployment): Promise<number> {
  const prepared = await prepare(deployment)
  const { steps, blocked, secrets, file } = prepared
  for (const { name } of secrets.made) deployment.print(`  ${name}: make and print once`)
  for (const step of steps) deployment.print(`  ${describe(step)}`)
  if (file !== null) deployment.print(`  ${file.line}`)
  report(deployment, prepared)
  return steps.length + blocked.length
}

/**
 * Changes what differs, step by step. New keys are printed before the first function gets them: a run that is cut off in
 * between has shown keys that nothing uses, never used keys that nobody saw. Resolves with the number of steps, and of
 * what needs a hand in the console.
 */
export async function deploy(deployment: Deployment): Promise<{ changed: number; blocked: number }> {
  const prepared = await prepare(deployment)
  const { steps, blocked, secrets, actual, file } = prepared
  let shown = false
  for (const step of steps) {
    if (carriesVariables(step) && !shown) {
      showSecrets(deployment, secrets)
      shown = true
    }
    deployment.print(`  ${describe(step)}`)
    await deployment.environment.apply(step, deployment.built, actual.domain)
  }
  // Also where something needs a hand in the console: phones need what stands, not all of it.
  if (file !== null) {
    file.write()
    deployment.print(`  ${file.line}`)
  }
  report(deployment, prepared)
  return { changed: steps.length, blocked: blocked.length }
}

const carriesVariables = ({ kind }: Step): boolean =>
  kind === 'createFunction' || kind === 'configureFunction'

function showSecrets({ print }: Deployment, { made, moved }: Secrets): void {
  if (made.length > 0) {
    const names = made.map(({ name }) => name).join(', ')
    print('')
    print(
      'Made now and shown this once. Keep the keys where you keep passwords: without them sealed numbers are lost.',
    )
    print(`What a run that did not reach its end showed before as ${names} is void.`)
    for (const { name, value } of made) print(`  ${name}=${value}`)
    print('')
  }
  if (moved.length === 0) return
  print('')
  print('As these stand from now on, for the safe and for the shell that runs `npm run rekey`:')
  for (const { name, value } of moved) print(`  ${name}=${value}`)
  print('')
}

function report({ print }: Deployment, { steps, blocked, foreign, file }: Prepared): void {
  for (const other of foreign) print(`  stays, not ours: ${other}`)
  for (const reason of blocked) print(`  ✗ ${reason}`)
  if (steps.length === 0 && blocked.length === 0 && file === null) print('  nothing to change')
}

/** Compares the environment with the wanted one and calls each function. Resolves with every fault as a line. */
export async function check(deployment: Deployment): Promise<string[]> {
  const { environment, built } = deployment
  const { steps, blocked, actual } = await prepare(deployment)
  const faults = [...steps.map(describe), ...blocked]
  for (const { name } of built) {
    const probe = PROBES[name]
    if (probe === undefined || !actual.functions.some((there) => there.name === name)) continue
    try {
      faults.push(...faultsOf(name, probe, await environment.invoke(name, probe.event)))
    } catch (error) {
      faults.push(`function ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return faults
}
