import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { isPacked } from '../build/fresh.mjs'
import { filesIn, installed, isFile, read, root } from '../paths.mjs'
import { styleReferences } from '../references.mjs'
import { chosenFiles, report } from './subset.mjs'

/**
 * WeChat's own compilers on every WXML (with its WXS) and WXSS. They stop at their first error,
 * so each file has its own run.
 */
const folder = { linux: 'linux', darwin: 'mac', win32: 'windows' }[/** @type {string} */ (process.platform)]
if (!folder) throw new Error(`WeChat's compilers don't exist for ${process.platform}`)
const suffix = process.platform === 'win32' ? '.exe' : ''

/** @param {string} name */
function compiler(name) {
  const file = installed(`miniprogram-compiler/bin/${folder}/${name}${suffix}`)
  if (!fs.existsSync(file)) throw new Error(`${file} is missing: npm ci`)
  // npm unpacks them without the permission to run
  if (process.platform !== 'win32') fs.chmodSync(file, 0o755)
  return file
}

// pages import what a build packs, which a fresh clone hasn't
if (!isPacked()) await (await import('../build/packages.mjs')).packPackages()
const start = promisify(execFile)
const miniprogram = path.join(root, 'miniprogram')
/** @param {string} file */
const inside = (file) => file.slice('miniprogram/'.length)
const scripts = filesIn('miniprogram', /\.wxs$/, { includePacked: true }).map(inside)

/**
 * A style with all it imports, which the compiler wants on its command line. Only those: it stops at an error in
 * any of them, and would blame this one for it.
 * @param {string} file from miniprogram/ @param {Set<string>} [seen]
 */
function withImports(file, seen = new Set()) {
  if (seen.has(file) || !isFile(`miniprogram/${file}`)) return seen
  seen.add(file)
  for (const { target } of styleReferences(read(`miniprogram/${file}`))) {
    withImports(
      target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target),
      seen,
    )
  }
  return seen
}

/**
 * @param {string} file from the root @param {string} program @param {string[]} args
 * @returns {Promise<{ file: string, line?: number, message: string } | undefined>}
 */
async function compile(file, program, args) {
  try {
    await start(program, args, { cwd: miniprogram, maxBuffer: 1 << 28 })
    return undefined
  } catch (error) {
    const { stderr, message } = /** @type {{ stderr?: string, message: string }} */ (error)
    const text = (stderr || message).trim()
    const line = /:(\d+):\d+/.exec(text)?.[1]
    return { file, ...(line ? { line: Number(line) } : {}), message: text.split('\n').slice(0, 2).join(' ') }
  }
}

const wcc = compiler('wcc')
const wcsc = compiler('wcsc')
const jobs = [
  ...chosenFiles(/\.wxml$/).map((file) => () => compile(file, wcc, ['-d', inside(file), ...scripts])),
  ...chosenFiles(/\.wxss$/).map((file) => () => compile(file, wcsc, ['-lc', ...withImports(inside(file))])),
]
/** @type {{ file: string, line?: number, message: string }[]} */
const faults = []
await Promise.all(
  Array.from({ length: os.availableParallelism() }, async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const fault = await job()
      if (fault) faults.push(fault)
    }
  }),
)
report(faults)
