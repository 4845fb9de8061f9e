import { requireNode } from './node-version.mjs'
import { installPackages } from './install.mjs'
import { runToEnd } from './processes.mjs'

/**
 * Runs a command that is written in TypeScript, with this process's arguments, and ends as it does. The packages that it needs
 * are installed first.
 * @param {string} file from the project's root
 */
export async function runTool(file) {
  requireNode()
  await installPackages()
  process.exitCode = await runToEnd(process.execPath, ['--import', 'tsx', file, ...process.argv.slice(2)])
}
