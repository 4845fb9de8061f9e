import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { NODE } from '../setup/node-version.mjs'
import type { CollectionState, EnvironmentState, FunctionState, IndexState, TriggerState } from './state'

/** Runtime of every function; it can't be changed once a function is there. */
export const RUNTIME = `Nodejs${NODE.major}.${NODE.minor}`

export const HANDLER = 'index.main'

/** Documents are reached by functions only (house rule 13). */
const COLLECTION_PERMISSION = 'ADMINONLY'

/**
 * Phones upload photos themselves, so the managed-only permission would be too narrow. The platform's own default lets
 * everybody read every file for ever.
 */
export const STORAGE_PERMISSION = 'PRIVATE'

/** Which functions serve HTTP, and under which paths: the console's page and its calls from one address. */
const ROUTES: Readonly<Record<string, readonly string[]>> = {
  gate: ['/gate'],
  console: ['/console-api', '/console'],
}

/** The functions that clients call by name; without a rule they may call every one. */
const CALLED_BY_CLIENTS: readonly string[] = ['api']

interface ConfigFile {
  timeout: number
  memorySize: number
  triggers?: { name: string; type: string; config: string }[]
}

/** A built function: what is uploaded, and how it runs. */
export interface BuiltFunction {
  name: string
  /** File name → content. */
  files: Record<string, Buffer>
  edition: string
  memoryMb: number
  timeoutSeconds: number
  triggers: TriggerState[]
}

const DEPLOYED_FILES = ['config.json', 'index.js', 'package.json']

/** Every function below `folder` (dist/cloudfunctions), by name. Throws when none was built. */
export function builtFunctions(folder: string): BuiltFunction[] {
  const names = fs.existsSync(folder)
    ? fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, 'index.js')))
    : []
  if (names.length === 0) throw new Error(`${folder} holds no function: run npm run build`)
  return names.sort().map((name) => builtFunction(folder, name))
}

function builtFunction(folder: string, name: string): BuiltFunction {
  const files = Object.fromEntries(
    [...DEPLOYED_FILES, ...pageBeside(path.join(folder, name))].map((file) => [
      file,
      fs.readFileSync(path.join(folder, name, file)),
    ]),
  )
  const { timeout, memorySize, triggers = [] } = JSON.parse(String(files['config.json'])) as ConfigFile
  const hash = createHash('sha256')
  for (const [file, content] of Object.entries(files))
    hash.update(`${file}\0${content.length}\0`).update(content)
  return {
    ...{ name, files, edition: hash.digest('hex').slice(0, 32) },
    ...{ memoryMb: memorySize, timeoutSeconds: timeout },
    triggers: triggers.map(({ name, config }) => ({ name, cron: config, isOn: true })),
  }
}

/** Files of a page that lies beside a function, from its folder on. */
const pageBeside = (folder: string): string[] =>
  !fs.existsSync(path.join(folder, 'page'))
    ? []
    : fs
        .readdirSync(path.join(folder, 'page'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
          path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
        )
        .sort()

type IndexesFile = Record<string, IndexState[]>

/**
 * What the environment shall be: collections and indexes from cloudfunctions/indexes.json, functions as they are built.
 * `variables` are set for the function that they stand under.
 */
export function desiredState(
  indexesFile: string,
  functions: readonly BuiltFunction[],
  variables: Readonly<Record<string, Record<string, string>>>,
): EnvironmentState {
  const declared = JSON.parse(fs.readFileSync(indexesFile, 'utf8')) as IndexesFile
  return {
    collections: Object.entries(declared).map(([name, indexes]): CollectionState => {
      return { name, permission: COLLECTION_PERMISSION, indexes }
    }),
    storage: STORAGE_PERMISSION,
    functionRule: functionRule(functions.map(({ name }) => name)),
    functions: functions.map(({ name, edition, memoryMb, timeoutSeconds, triggers }): FunctionState => ({
      ...{ name, runtime: RUNTIME, handler: HANDLER, memoryMb, timeoutSeconds, edition, triggers },
      variables: variables[name] ?? {},
    })),
    routes: functions.flatMap(({ name }) =>
      (ROUTES[name] ?? []).map((path) => ({
        ...{ path, kind: 'SCF', function: name, isOn: true },
        ...{ listedDomainsOnly: false, platformAuth: false, passesPath: true },
      })),
    ),
  }
}

/** Users of WeChat call `api`; the others refuse them too, each by itself. */
function functionRule(names: readonly string[]): string {
  const closed = names.filter((name) => !CALLED_BY_CLIENTS.includes(name))
  return JSON.stringify({
    '*': { invoke: 'auth != null' },
    ...Object.fromEntries(closed.map((name) => [name, { invoke: false }])),
  })
}
