import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../paths.mjs'

/**
 * @typedef {{ name: string, success: boolean, text: string, detail?: unknown }} QualityRow
 * @typedef {{ files: Record<string, number>, quality: QualityRow[], error?: undefined }} Compiled bytes by file
 * @typedef {{ error: { code?: number, message: string } }} Refused
 */

const script = fileURLToPath(new URL('compile.mjs', import.meta.url))

/**
 * Compiles a project with WeChat's own compiler, as an upload would. What it made of the very same files is kept: size and
 * tests ask for it one after the other, and it takes long.
 * @param {string} project its folder
 * @returns {Promise<Compiled | Refused>}
 */
export async function compileOfficially(project) {
  const kept = path.join(root, 'dist/.cache/official', `${contentsOf(project)}.json`)
  if (fs.existsSync(kept)) return JSON.parse(fs.readFileSync(kept, 'utf8'))
  const report = await compile(project)
  if (!('error' in report)) keep(kept, report)
  return report
}

/**
 * Everything that the outcome depends on, hashed: the files, and the compiler by the packages' versions and how it is called.
 * @param {string} project
 */
function contentsOf(project) {
  const hash = createHash('sha256').update(process.version).update(fs.readFileSync(script))
  const entries = fs.readdirSync(project, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  for (const file of files.sort())
    hash.update(`${path.relative(project, file)}\n`).update(fs.readFileSync(file))
  return hash.digest('hex')
}

/** Whole or not at all, and the only one. @param {string} file @param {Compiled} report */
function keep(file, report) {
  fs.rmSync(path.dirname(file), { recursive: true, force: true })
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(`${file}.new`, JSON.stringify(report))
  fs.renameSync(`${file}.new`, file)
}

/** @param {string} project @returns {Promise<Compiled | Refused>} */
async function compile(project) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-compiled-'))
  const report = path.join(folder, 'report.json')
  try {
    const output = await new Promise((resolve) =>
      execFile(
        process.execPath,
        [script, project, report],
        { timeout: 300_000, maxBuffer: 1 << 26 },
        (error, out, err) => resolve(`${out}${err}${error?.message ?? ''}`),
      ),
    )
    if (!fs.existsSync(report)) throw new Error(`miniprogram-ci gave no result:\n${output}`)
    return JSON.parse(fs.readFileSync(report, 'utf8'))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
