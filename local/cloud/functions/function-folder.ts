import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A timer trigger as `config.json` declares it. */
export type Trigger = { name: string; type: 'timer'; config: string }

/** One deployed function: its bundle, its settings, and a mark that changes when either does. */
export type CloudFunction = {
  name: string
  bundle: string
  timeoutMs: number
  memoryMb: number
  triggers: Trigger[]
  /** Names of WeChat's server calls that it may make (`permissions.openapi`). */
  openapi: string[]
  edition: string
}

type ConfigFile = {
  timeout?: number
  memorySize?: number
  triggers?: Trigger[]
  permissions?: { openapi?: string[] }
}

/** CloudBase's own defaults: three seconds, 256 MB. */
const DEFAULT_TIMEOUT_S = 3
const DEFAULT_MEMORY_MB = 256

/** The functions under `dist/cloudfunctions`, read anew at every call so that a rebuilt one is used at once. */
export class FunctionFolder {
  constructor(private readonly folder: string) {}

  names(): string[] {
    if (!existsSync(this.folder)) return []
    return readdirSync(this.folder).filter((name) => existsSync(this.bundleOf(name)))
  }

  find(name: string): CloudFunction | undefined {
    if (!/^[\w-]+$/.test(name)) return undefined
    const bundle = this.bundleOf(name)
    const configFile = join(this.folder, name, 'config.json')
    const built = modified(bundle)
    if (built === 0) return undefined
    const config: ConfigFile = existsSync(configFile) ? JSON.parse(readFileSync(configFile, 'utf8')) : {}
    return {
      name,
      bundle,
      timeoutMs: (config.timeout ?? DEFAULT_TIMEOUT_S) * 1000,
      memoryMb: config.memorySize ?? DEFAULT_MEMORY_MB,
      triggers: (config.triggers ?? []).filter(({ type }) => type === 'timer'),
      openapi: config.permissions?.openapi ?? [],
      edition: `${built} ${modified(configFile)}`,
    }
  }

  private bundleOf(name: string): string {
    return join(this.folder, name, 'index.js')
  }
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
