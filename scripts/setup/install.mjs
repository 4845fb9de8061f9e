import fs from 'node:fs'
import path from 'node:path'
import { root } from '../paths.mjs'
import { runToEnd } from './processes.mjs'

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} Locked
 */

/**
 * Installs the packages of package-lock.json when something of it is missing. npm keeps a list of what it
 * installed in node_modules, so no stamp of our own is needed.
 * @returns {Promise<boolean>} whether something was installed
 */
export async function installPackages() {
  const missing = firstDifference()
  if (missing === undefined) return false
  console.log(`installing packages (${missing})`)
  // npm tells the scripts it runs where it is, which also works where `npm` is a shell script
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  const code = npm ? await runToEnd(process.execPath, [npm, ...args]) : await runToEnd('npm', args)
  if (code !== 0) {
    console.error(`npm ci failed (${code}): nothing else was done. Is the npm registry reachable?`)
    process.exit(code)
  }
  return true
}

/** @returns {string | undefined} what differs first, for people; undefined when all is there */
function firstDifference() {
  const installed = lockedIn('node_modules/.package-lock.json')
  const wanted = lockedIn('package-lock.json')
  if (!wanted) throw new Error('package-lock.json is missing')
  if (!installed) return 'none are there'
  for (const [place, { version, optional, devOptional, peer }] of Object.entries(wanted)) {
    if (place === '') continue
    const found = installed[place]?.version
    // packages for other machines are listed and not installed
    if (found === undefined && (optional || devOptional || peer)) continue
    if (found !== version) return `${place.replace('node_modules/', '')} ${version} is wanted`
  }
  return undefined
}

/** @param {string} file @returns {Record<string, Locked> | undefined} */
function lockedIn(file) {
  const full = path.join(root, file)
  return fs.existsSync(full) ? JSON.parse(fs.readFileSync(full, 'utf8')).packages : undefined
}
