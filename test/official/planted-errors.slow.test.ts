import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyProject } from '../../scripts/official/copy.mjs'
import { root } from '../../scripts/paths.mjs'
import { plantedErrors } from './planted-errors'

/** `npm run check` on a copy of the project. @returns what each check printed, by its name */
function check(project: string, ...args: string[]): Map<string, { passed: boolean; output: string }> {
  const { stdout } = spawnSync(process.execPath, [path.join(root, 'scripts/check.mjs'), ...args], {
    cwd: project,
    env: { ...process.env, CAMPUS_ROOT: project },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const parts = stdout.split(/^(?=[✓✗] [a-z]+ \()/m)
  return new Map(
    parts.flatMap((part) => {
      const [, mark, name] = /^([✓✗]) ([a-z]+)/.exec(part) ?? []
      return mark && name ? [[name, { passed: mark === '✓', output: part }]] : []
    }),
  )
}

let project: string
let found: ReturnType<typeof check>

beforeAll(() => {
  project = copyProject()
  for (const { file, text } of plantedErrors) {
    const full = path.join(project, file)
    fs.mkdirSync(path.dirname(full), { recursive: true })
    fs.writeFileSync(full, text)
  }
  const settings = path.join(project, 'miniprogram/app.json')
  const app = JSON.parse(fs.readFileSync(settings, 'utf8'))
  fs.writeFileSync(settings, JSON.stringify({ ...app, pages: [...app.pages, 'pages/gone/gone'] }, null, 2))
  const folders = ['miniprogram/planted', 'miniprogram/domain']
  found = new Map([
    ...check(project, '--only', 'types,lint,style,compilers,templates', ...folders),
    // what the program lists is held against everything
    ...check(project, '--only', 'project'),
  ])
}, 320_000)

afterAll(() => fs.rmSync(project, { recursive: true, force: true }))

describe('npm run check finds', () => {
  test.each(plantedErrors)('$what ($check)', ({ file, check: name, expect: message }) => {
    const part = found.get(name)
    expect(part?.passed).toBe(false)
    const lines = part?.output.split('\n').filter((line) => line.includes(file)) ?? []
    expect(lines.join('\n')).toMatch(message)
  })

  test('a page that is listed and not there (project)', () => {
    expect(found.get('project')?.output).toMatch(
      /miniprogram\/app\.json:\d+: page pages\/gone\/gone\.wxml does not exist/,
    )
  })

  test('nothing else: only planted files are named', () => {
    const planted = [...plantedErrors.map(({ file }) => file), 'miniprogram/app.json']
    const lines = [...found.values()].flatMap(({ output }) => output.split('\n'))
    const named = lines.flatMap((line) => /^(?:miniprogram|contract|typings)\/[\w./-]+/.exec(line)?.[0] ?? [])
    expect(named.filter((file) => !planted.includes(file))).toEqual([])
  })
})
