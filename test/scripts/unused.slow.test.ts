import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installed, root } from '../../scripts/paths.mjs'

/** What `npm run check` finds unused in a small project, by the entries of knip.config.ts. */
let project: string
beforeEach(() => {
  project = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-unused-'))
})
afterEach(() => fs.rmSync(project, { recursive: true, force: true }))

/** What knip writes of one file. */
interface Issue {
  file: string
  files: unknown[]
  exports: { name: string }[]
  dependencies: { name: string }[]
}

const FILES: Record<string, string> = {
  'package.json': JSON.stringify({
    name: 'small',
    type: 'module',
    dependencies: { qr: '1', tweetnacl: '1' },
  }),
  'tsconfig.json': '{}',
  'miniprogram/app.json': JSON.stringify({
    pages: ['pages/a/a'],
    subPackages: [{ root: 'part', pages: ['b/b'] }],
    usingComponents: { everywhere: '/components/everywhere/everywhere' },
  }),
  'miniprogram/app.ts': 'App({})',
  'miniprogram/pages/a/a.json': JSON.stringify({
    usingComponents: { outer: '../../components/outer/outer' },
  }),
  'miniprogram/pages/a/a.ts': "import { used } from './view'\nPage({ data: { used } })",
  'miniprogram/pages/a/view.ts': 'export const used = 1\nexport const unused = 2',
  'miniprogram/part/b/b.json': '{}',
  'miniprogram/part/b/b.ts': "import nacl from 'tweetnacl'\nPage({ data: { nacl } })",
  'miniprogram/components/everywhere/everywhere.json': '{}',
  'miniprogram/components/everywhere/everywhere.ts': 'Component({})',
  'miniprogram/components/outer/outer.json': JSON.stringify({
    usingComponents: { inner: '../inner/inner', 't-icon': 'tdesign-miniprogram/icon/icon' },
  }),
  'miniprogram/components/outer/outer.ts': 'Component({})',
  'miniprogram/components/inner/inner.json': '{}',
  'miniprogram/components/inner/inner.ts': 'Component({})',
  'miniprogram/components/forgotten/forgotten.json': '{}',
  'miniprogram/components/forgotten/forgotten.ts': 'Component({})',
  'cloudfunctions/api/index.ts': "export { main } from '../usecases/main'",
  'cloudfunctions/usecases/main.ts': 'export const main = () => 1',
  'cloudfunctions/usecases/left.ts': 'export const left = 1',
  'contract/words.ts': 'export const words = 1',
  'test/contract/words.test.ts': "import { words } from '../../contract/words'\nvoid words",
}

test('files, exports and packages that no page, component, function or test reaches', () => {
  for (const [file, text] of Object.entries(FILES)) {
    fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
    fs.writeFileSync(path.join(project, file), text)
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      installed('knip/bin/knip.js'),
      ...['--no-progress', '--no-config-hints', '--reporter', 'json', '--config'],
      path.join(root, 'knip.config.ts'),
    ],
    { cwd: project, env: { ...process.env, CAMPUS_ROOT: project }, encoding: 'utf8' },
  )
  const { issues } = JSON.parse(stdout) as { issues: Issue[] }
  const found = issues.flatMap(({ file, files, exports, dependencies }) => [
    ...files.map(() => file),
    ...[...exports, ...dependencies].map(({ name }) => `${file} ${name}`),
  ])
  expect(found.sort()).toEqual([
    'cloudfunctions/usecases/left.ts',
    'miniprogram/components/forgotten/forgotten.ts',
    'miniprogram/pages/a/view.ts unused',
    'package.json qr',
  ])
})
