import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { read, root } from '../../scripts/paths.mjs'

/** `npm run format -- paths…` in a small project with this one's rules. */
let project: string

/** Each as somebody typed it, and as it is laid out. */
const FILES: Record<string, [typed: string, laidOut: string]> = {
  'miniprogram/pages/a/a.wxml': ['<view><view/><view/></view>', '<view>\n  <view />\n  <view />\n</view>\n'],
  'miniprogram/pages/a/a.wxss': ['.a{color:#FFFFFF}', '.a {\n  color: #ffffff;\n}\n'],
  'miniprogram/pages/a/a.json': ['{"component":true}', '{ "component": true }\n'],
  'scripts/a.mjs': ['export const a = "a";', "export const a = 'a'\n"],
}
const PAGE = Object.keys(FILES).filter((file) => file.startsWith('miniprogram/'))

beforeEach(() => {
  project = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-format-'))
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(project, 'node_modules'), 'junction')
  for (const file of ['eslint.config.mjs', 'stylelint.config.mjs', '.prettierrc.json'])
    write(file, read(file))
  for (const [file, [typed]] of Object.entries(FILES)) write(file, typed)
})
afterEach(() => fs.rmSync(project, { recursive: true, force: true }))

function write(file: string, text: string) {
  fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
  fs.writeFileSync(path.join(project, file), text)
}

function format(paths: string[]) {
  return spawnSync(process.execPath, [path.join(root, 'scripts/format.mjs'), ...paths], {
    env: { ...process.env, CAMPUS_ROOT: project },
    encoding: 'utf8',
  })
}

test.each<[string, string[], string[]]>([
  ['a template', ['miniprogram/pages/a/a.wxml'], ['miniprogram/pages/a/a.wxml']],
  ['a style', ['./miniprogram/pages/a/a.wxss'], ['miniprogram/pages/a/a.wxss']],
  ['settings', ['miniprogram/pages/a/a.json'], ['miniprogram/pages/a/a.json']],
  ['several kinds of files', Object.keys(FILES), Object.keys(FILES)],
  ['a folder', ['miniprogram/pages/'], PAGE],
  ['a folder and a file', ['miniprogram', 'scripts/a.mjs'], Object.keys(FILES)],
])('%s: laid out, and nothing else', (_what, paths, changed) => {
  expect(format(paths)).toMatchObject({ status: 0, stdout: '', stderr: '' })
  for (const [file, [typed, laidOut]] of Object.entries(FILES))
    expect(fs.readFileSync(path.join(project, file), 'utf8'), file).toBe(
      changed.includes(file) ? laidOut : typed,
    )
})

test('what is not there is named, and the run fails', () => {
  const { status, stderr } = format(['miniprogram/pages/nothing.wxml'])
  expect(status).toBe(2)
  expect(stderr).toMatch(/nothing\.wxml/)
})
