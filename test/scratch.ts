import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Room that all campuses of a run take together, many times over. */
const ENOUGH_BYTES = 2 ** 30

/** Where all folders of a run are, which its end removes (vitest.config.ts): a test that fails or is killed leaves none. */
const RUN = 'CAMPUS_TEST_SCRATCH'

export function setup(): () => void {
  const folder = scratchFolder('campus-visitor-run-')
  process.env[RUN] = folder
  return () => fs.rmSync(folder, { recursive: true, force: true })
}

/**
 * A new folder for what a test's local cloud keeps: in memory where the machine has room for it there. Every write waits
 * for the disk, thousands of times in a run; what the disk keeps through a crash has tests of its own (crash.slow).
 */
export function scratchFolder(prefix: string): string {
  return fs.mkdtempSync(path.join(process.env[RUN] ?? inMemory() ?? os.tmpdir(), prefix))
}

function inMemory(): string | null {
  const folder = '/dev/shm'
  try {
    const { bavail, bsize } = fs.statfsSync(folder)
    fs.accessSync(folder, fs.constants.W_OK)
    return bavail * bsize >= ENOUGH_BYTES ? folder : null
  } catch {
    return null
  }
}
