import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installed, root } from './paths.mjs'
import { programFor } from './check/programs.mjs'
import { installPackages } from './setup/install.mjs'
import { requireNode } from './setup/node-version.mjs'

/**
 * `npm run check`                          everything
 * `npm run check -- miniprogram/pages`     only files below these folders (types: the projects they belong to)
 * `npm run check -- --only types,lint`     only these checks
 */
const args = process.argv.slice(2).filter((argument) => argument !== '--')
const onlyAt = args.indexOf('--only')
const only = onlyAt < 0 ? undefined : (args[onlyAt + 1] ?? '').split(',')
const paths = args.filter((_, index) => onlyAt < 0 || (index !== onlyAt && index !== onlyAt + 1))

const programs = programFor(paths)
const unknown = (only ?? []).filter((name) => !programs.some((program) => program.name === name))
if (unknown.length > 0) {
  console.error(
    `no check called ${unknown.join(', ')}; there are: ${programs.map((program) => program.name).join(', ')}`,
  )
  process.exit(2)
}
requireNode()
await installPackages()
const queue = programs.filter((program) => !only || only.includes(program.name))
const started = performance.now()
let failures = 0

/** @param {{ name: string, file: string, args: string[] }} program */
function run({ name, file, args: given }) {
  return new Promise((resolve) => {
    const began = performance.now()
    const child = spawn(
      process.execPath,
      [
        file.startsWith('scripts/') ? fileURLToPath(new URL(`../${file}`, import.meta.url)) : installed(file),
        ...given,
      ],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (code) => {
      if (code !== 0) failures++
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      console.log(
        `${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)${code === 0 ? '' : `\n${output.replaceAll(root + path.sep, '').trim()}\n`}`,
      )
      resolve(undefined)
    })
  })
}

const lanes = Math.max(1, Math.min(2, os.availableParallelism()))
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next)
  }),
)
console.log(
  `${failures === 0 ? 'all checks passed' : `${failures} of the checks failed`} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
)
process.exitCode = failures === 0 ? 0 : 1
