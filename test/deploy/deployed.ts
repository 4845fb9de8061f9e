import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { CloudManagement } from '../../local/cloud-management/cloud-management'
import { listen, redirectManagement, type Fate } from '../../local/cloud-management/listen'
import { deploy, type Deployment } from '../../scripts/deploy/deploy'
import { builtFunctions, type BuiltFunction } from '../../scripts/deploy/desired'
import { Environment } from '../../scripts/deploy/environment'
import { filesIn, read, root } from '../../scripts/paths.mjs'
import { scratchFolder } from '../scratch'

export const ENVIRONMENT = 'campus-visitor-test'
export const CREDENTIALS = { secretId: 'test-id', secretKey: 'test-key' }
const INDEXES = path.join(root, 'cloudfunctions/indexes.json')

/** What each function answers a call without a user. */
export const ANSWERS: Readonly<Record<string, unknown>> = {
  api: { ok: false, code: 'NOT_ALLOWED', details: {}, now: 0 },
  gate: { statusCode: 200, headers: {}, body: '{}' },
  console: { statusCode: 200, headers: {}, body: '<!doctype html>' },
  timer: { done: 0 },
}

/** An environment as the platform hands it out. */
export const freshManagement = (answers: Readonly<Record<string, unknown>> = ANSWERS): CloudManagement =>
  new CloudManagement({
    ...{ environment: ENVIRONMENT, credentials: CREDENTIALS },
    run: async (name) => answers[name],
  })

/** Functions with the settings of this repository and little code, built into a folder that goes with the tests. */
export function smallFunctions(code = 'exports.main = () => null'): BuiltFunction[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deploy-'))
  for (const file of filesIn('cloudfunctions', /^cloudfunctions\/[^/]+\/config\.json$/)) {
    const name = file.split('/')[1] ?? ''
    fs.mkdirSync(path.join(folder, name))
    fs.writeFileSync(path.join(folder, name, 'index.js'), code)
    fs.writeFileSync(path.join(folder, name, 'package.json'), '{}')
    fs.writeFileSync(path.join(folder, name, 'config.json'), read(file))
  }
  const built = builtFunctions(folder)
  fs.rmSync(folder, { recursive: true })
  return built
}

let port = 0

/** Leads the library's calls to the stand-in, in every test of the file. */
export function useStandIn(): void {
  let restore: () => void
  beforeAll(() => {
    restore = redirectManagement(() => port)
  })
  afterAll(() => restore())
}

interface Run {
  lines: string[]
  /** How many requests it made. */
  calls: number
  error: unknown
  changed: number | null
}

type Options = Partial<
  Pick<Deployment, 'built' | 'shell' | 'newSetupCode' | 'now' | 'channel' | 'rotate' | 'environmentFile'>
>

const BUILT = smallFunctions()

/** A copy of the file that leads the Mini Program to environments, in a folder that goes with the tests. */
export function environmentFile(): string {
  const file = path.join(scratchFolder('deploy-'), 'environment.ts')
  fs.writeFileSync(file, read('miniprogram/config/environment.ts'))
  return file
}
const ENVIRONMENT_FILE = environmentFile()

export const deployment = (print: (line: string) => void, options: Options = {}): Deployment => ({
  ...{ environment: new Environment(ENVIRONMENT, CREDENTIALS, 1), built: BUILT, indexesFile: INDEXES },
  ...{ shell: {}, print, channel: 'develop', environmentFile: ENVIRONMENT_FILE, now: Date.now(), ...options },
})

/** Serves `management` while `work` runs. */
export async function served<T>(
  management: CloudManagement,
  work: () => Promise<T>,
  fateOf?: (call: number) => Fate,
): Promise<T> {
  const listening = await listen(management, fateOf)
  port = listening.port
  try {
    return await work()
  } finally {
    await listening.close()
  }
}

/** One run of the deployment; `fateOf` cuts it off. */
export async function run(
  management: CloudManagement,
  options: Options = {},
  fateOf: (call: number) => Fate = () => 'answered',
): Promise<Run> {
  const lines: string[] = []
  let calls = 0
  const counted = (call: number): Fate => {
    calls = call + 1
    return fateOf(call)
  }
  return served(
    management,
    async () => {
      try {
        const { changed } = await deploy(deployment((line) => lines.push(line), options))
        return { lines, calls, error: null, changed }
      } catch (error) {
        return { lines, calls, error, changed: null }
      }
    },
    counted,
  )
}

/** All that a deployment decides, without the secrets, to compare environments with. */
export const shapeOf = ({ collections, functions, storage, functionRule, routes }: CloudManagement) => ({
  ...{ storage, functionRule, routes: [...routes], collections: [...collections.all].sort() },
  functions: [...functions.all].map(([name, { variables, ...rest }]) => [
    ...[name, rest, Object.keys(variables).sort()],
  ]),
})

/** Keys and codes that a run showed. */
export const shown = (lines: readonly string[]): Map<string, string> =>
  new Map(lines.flatMap((line) => (/^ {2}(CAMPUS_\w+|setup code)=(.+)$/.exec(line) ? [pair(line)] : [])))

function pair(line: string): [string, string] {
  const [, name = '', value = ''] = /^ {2}(CAMPUS_\w+|setup code)=(.+)$/.exec(line) ?? []
  return [name, value]
}

export const KEYS = ['CAMPUS_DATA_KEYS', 'CAMPUS_LOOKUP_KEY', 'CAMPUS_PASS_KEYS']
