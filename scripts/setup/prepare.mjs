import path from 'node:path'
import { root } from '../paths.mjs'
import { installPackages } from './install.mjs'
import { requireNode } from './node-version.mjs'
import { runToEnd } from './processes.mjs'

/** The set-up that starting and testing share: Node, packages, build. Needs nothing but Node and npm. */
export async function prepare() {
  requireNode()
  await installPackages()
  const code = await runToEnd(process.execPath, [path.join(root, 'scripts/build.mjs')])
  if (code !== 0) process.exit(code)
}
