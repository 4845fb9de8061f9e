import { describe } from './describe'
import { desiredState, type BuiltFunction } from './desired'
import type { Environment } from './environment'
import type { Channel } from './environment-file'
import { plan, type Plan, type Step } from './plan'
import { channelOf, secretsFor, type Rotation, type Secrets } from './secrets'
import type { ActualState } from './state'

export interface Deployment {
  environment: Environment
  built: readonly BuiltFunction[]
  /** Path of cloudfunctions/indexes.json. */
  indexesFile: string
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
  channel: Channel
}

/** Reads the environment and finds what leads to the wanted one. */
async function prepare({
  environment,
  built,
  indexesFile,
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
  return { ...plan(desiredState(indexesFile, built, secrets.variables), actual), actual, secrets, channel }
}

/** Prints what a deployment would do. Resolves with the number of its steps and of what it can't mend. */
export async function showPlan(deployment: Deployment): Promise<number> {
  const { steps, blocked, foreign, secrets } = await prepare(deployment)
  for (const { name } of secrets.made) deployment.print(`  ${name}: make and print once`)
  for (const step of steps) deployment.print(`  ${describe(step)}`)
  report(deployment, { steps: [], blocked, foreign })
  return steps.length + blocked.length
}

/**
 * Changes what differs, step by step. New keys are printed before the first function gets them: a run that is cut off in
 * between has shown keys that nothing uses, never used keys that nobody saw. Resolves with the number of steps, and of
 * what needs a hand in the console, and the environment's channel.
 */
export async function deploy(
  deployment: Deployment,
): Promise<{ changed: number; blocked: number; channel: Channel }> {
  const { steps, blocked, foreign, secrets, actual, channel } = await prepare(deployment)
  let shown = false
  for (const step of steps) {
    if (carriesVariables(step) && !shown) {
      showSecrets(deployment, secrets)
      shown = true
    }
    deployment.print(`  ${describe(step)}`)
    await deployment.environment.apply(step, deployment.built, actual.domain)
  }
  report(deployment, { steps, blocked, foreign })
  return { changed: steps.length, blocked: blocked.length, channel }
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

function report({ print }: Deployment, { steps, blocked, foreign }: Plan): void {
  for (const other of foreign) print(`  stays, not ours: ${other}`)
  for (const reason of blocked) print(`  ✗ ${reason}`)
  if (steps.length === 0 && blocked.length === 0) print('  nothing to change')
}

interface Probe {
  event: object
  fits: (answer: unknown) => boolean
  /** What to do about an answer that is known and doesn't fit. */
  advice?: (answer: unknown) => string | null
}

/** What the platform's call of a function without a user must answer. */
const PROBES: Readonly<Record<string, Probe>> = {
  api: {
    event: { action: 'me', input: {} },
    fits: (answer) => (answer as { code?: unknown }).code === 'NOT_ALLOWED',
  },
  gate: {
    event: { path: '/gate/openapi.json', httpMethod: 'GET', headers: {} },
    fits: (answer) => (answer as { statusCode?: unknown }).statusCode === 200,
  },
  console: {
    event: { path: '/console/', httpMethod: 'GET', headers: {} },
    fits: (answer) => (answer as { statusCode?: unknown }).statusCode === 200,
  },
  timer: {
    event: { Type: 'Timer', TriggerName: 'probe' },
    fits: (answer) => (answer as { done?: unknown }).done === 0 && !isRestoring(answer),
    advice: (answer) =>
      isRestoring(answer)
        ? 'a restore was begun and not ended, so the timer does nothing: run it again (npm run restore -- <folder>)'
        : null,
  },
}

const isRestoring = (answer: unknown): boolean => (answer as { restoring?: unknown }).restoring === true

/** Compares the environment with the wanted one and calls each function. Resolves with every fault as a line. */
export async function check(deployment: Deployment): Promise<string[]> {
  const { environment, built } = deployment
  const { steps, blocked, actual } = await prepare(deployment)
  const faults = [...steps.map(describe), ...blocked]
  for (const { name } of built) {
    const probe = PROBES[name]
    if (probe === undefined || !actual.functions.some((there) => there.name === name)) continue
    try {
      const answer = await environment.invoke(name, probe.event)
      if (!probe.fits(answer))
        faults.push(
          probe.advice?.(answer) ?? `function ${name} answers ${JSON.stringify(answer).slice(0, 200)}`,
        )
    } catch (error) {
      faults.push(`function ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return faults
}
