import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {{ name: string, success: boolean, text: string, detail?: unknown }} QualityRow
 * @typedef {{ files: Record<string, number>, quality: QualityRow[], error?: undefined }} Compiled bytes by file
 * @typedef {{ error: { code?: number, message: string } }} Refused
 */

/**
 * Compiles a project with WeChat's own compiler, as an upload would.
 * @param {string} project its folder
 * @returns {Promise<Compiled | Refused>}
 */
export async function compileOfficially(project) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-compiled-'))
  const report = path.join(folder, 'report.json')
  const script = fileURLToPath(new URL('compile.mjs', import.meta.url))
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
