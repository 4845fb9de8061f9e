import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageLimits } from '../../scripts/build/budget.mjs'
import { compileOfficially } from '../../scripts/official/compiled.mjs'
import { copyProject } from '../../scripts/official/copy.mjs'
import { mainBytes, uploaded } from '../../scripts/official/uploaded.mjs'
import { filesIn } from '../../scripts/paths.mjs'

let project: string
let compiled: Awaited<ReturnType<typeof compileOfficially>>

beforeAll(async () => {
  project = copyProject()
  compiled = await compileOfficially(project)
}, 320_000)

afterAll(() => fs.rmSync(project, { recursive: true, force: true }))

/** Its files, or the compiler's refusal as this test's failure. */
function accepted() {
  if (compiled.error) throw new Error(`miniprogram-ci: ${compiled.error.message}`)
  return compiled
}

describe("WeChat's compiler", () => {
  test('accepts the project as it is uploaded', () => {
    expect(compiled.error).toBeUndefined()
  })

  test('turns every page and component into what a phone loads', () => {
    const { files } = accepted()
    const expected = filesIn('miniprogram', /\.wxml$/)
      .map((file) => file.slice('miniprogram/'.length))
      .filter((file) => fs.existsSync(path.join(project, 'miniprogram', file.replace(/wxml$/, 'json'))))
      .flatMap((file) => [file, file.replace(/wxml$/, 'js'), file.replace(/wxml$/, 'json')])
    expect(expected.filter((file) => !(file in files))).toEqual([])
  })

  test('uploads no TypeScript, no list of icons, no licence text', () => {
    const names = Object.keys(accepted().files)
    expect(names.filter((name) => /\.(ts|txt|md|map)$/.test(name) || name === 'config/icons.json')).toEqual(
      [],
    )
  })

  test('finds nothing to mend in its quality report', () => {
    const { quality } = accepted()
    expect(quality.map(({ name }) => name)).toContain('PACKAGE_SIZE_LIMIT')
    expect(quality.filter(({ success }) => !success)).toEqual([])
  })

  test('keeps the main package within its limit', async () => {
    const files = await uploaded(accepted().files)
    expect(mainBytes(files)).toBeGreaterThan(50 * 1024)
    expect(mainBytes(files)).toBeLessThanOrEqual(packageLimits.main * 1024)
  })

  test('uploads every script that a page needs, and none of what only functions apply', async () => {
    const files = Object.keys(await uploaded(accepted().files))
    expect(files).toEqual(expect.arrayContaining(['app.js', 'domain/visit/visit-form.js', 'api/call.js']))
    expect(files.filter((file) => file.endsWith('.wxml')).length).toBeGreaterThan(50)
    expect(files).not.toContain('domain/campus/figures.js')
  })
})

test('a page that is not there is refused by it, too', { timeout: 320_000 }, async () => {
  const broken = copyProject()
  try {
    const settings = path.join(broken, 'miniprogram/app.json')
    const app = JSON.parse(fs.readFileSync(settings, 'utf8'))
    fs.writeFileSync(settings, JSON.stringify({ ...app, pages: [...app.pages, 'pages/gone/gone'] }))
    const { error } = await compileOfficially(broken)
    expect(error?.message).toMatch(/pages\/gone\/gone/)
  } finally {
    fs.rmSync(broken, { recursive: true, force: true })
  }
})
