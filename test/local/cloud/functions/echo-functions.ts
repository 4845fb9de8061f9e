import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openLocalCloud, type LocalCloudOptions } from '../../../../local/cloud/index'

const SDK = createRequire(import.meta.url).resolve('wx-server-sdk')

/** What a test's function can start with: the real SDK, ready. */
export const WITH_SDK = `const cloud = require(${JSON.stringify(SDK)}); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });`

/** A cloud with the given functions (source of each `main` module), gone when the test is over. */
export async function openCloud(
  functions: Record<string, { source: string; config?: object }>,
  options: Partial<LocalCloudOptions> = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'cloud-'))
  const functionsDir = join(root, 'functions')
  const deploy = (name: string, { source, config = {} }: { source: string; config?: object }) => {
    mkdirSync(join(functionsDir, name), { recursive: true })
    writeFileSync(join(functionsDir, name, 'config.json'), JSON.stringify(config))
    writeFileSync(join(functionsDir, name, 'index.js'), source)
  }
  for (const [name, definition] of Object.entries(functions)) deploy(name, definition)
  const all: LocalCloudOptions = {
    dir: join(root, 'kept'),
    functionsDir,
    indexes: { rows: [] },
    environment: {},
    timers: false,
    ...options,
  }
  let cloud = await openLocalCloud(all)
  onTestFinished(async () => {
    await cloud.close()
    rmSync(root, { recursive: true })
  })
  /** Stops the cloud and opens it again on the same folder. */
  const reopen = async () => {
    await cloud.close()
    cloud = await openLocalCloud(all)
    return cloud
  }
  return { cloud, deploy, reopen }
}
