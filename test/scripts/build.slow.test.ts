import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ICON_MAP } from '../../scripts/build/icons.mjs'
import { filesIn, isFile, read, root } from '../../scripts/paths.mjs'

/** A function refuses to start without its keys. */
function randomKeys() {
  const key = () => randomBytes(32).toString('base64')
  return { CAMPUS_DATA_KEYS: `1:${key()}`, CAMPUS_PASS_KEYS: `1:${key()}`, CAMPUS_LOOKUP_KEY: key() }
}

/** `npm run build` on small projects that need one thing each. */
let project: string

beforeEach(() => {
  project = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-build-'))
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(project, 'node_modules'), 'junction')
  write(ICON_MAP, read(ICON_MAP))
  write('console/index.html', '<!doctype html><script type="module" src="./main.ts"></script>')
  write('console/main.ts', 'document.title = "x"\n')
  write('miniprogram/app.json', JSON.stringify({ pages: ['pages/a/a'], subPackages: [{ root: 'part' }] }))
})
afterEach(() => fs.rmSync(project, { recursive: true, force: true }))

function write(file: string, text: string) {
  fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true })
  fs.writeFileSync(path.join(project, file), text)
}

function page(components: string[], template: string, script = 'Page({})\n') {
  const names = components.map((name) => [`t-${name}`, `tdesign-miniprogram/${name}/${name}`])
  write('miniprogram/pages/a/a.json', JSON.stringify({ usingComponents: Object.fromEntries(names) }))
  write('miniprogram/pages/a/a.wxml', template)
  write('miniprogram/pages/a/a.ts', script)
}

function build() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], {
    env: { ...process.env, CAMPUS_ROOT: project },
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

const packedComponents = () => {
  const folder = path.join(project, 'miniprogram/miniprogram_npm/tdesign-miniprogram')
  return fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, `${name}.json`)))
}
const iconStyle = () =>
  fs.readFileSync(
    path.join(project, 'miniprogram/miniprogram_npm/tdesign-miniprogram/icon/icon.wxss'),
    'utf8',
  )
const drawn = () => [...iconStyle().matchAll(/\.t-icon-([\w-]+):before/g)].map((match) => match[1])

describe('packing components', () => {
  test('takes what pages use and what that uses, and nothing else', () => {
    page(['button'], '<t-button>x</t-button>')
    expect(build().status).toBe(0)
    expect(packedComponents().sort()).toEqual(['button', 'icon', 'loading'])
  })

  test('forgets what is no longer used, and writes nothing the second time', () => {
    page(['button', 'tabs'], '<t-button>x</t-button>')
    build()
    expect(packedComponents()).toContain('tabs')
    page(['button'], '<t-button>x</t-button>')
    build()
    expect(packedComponents()).not.toContain('tabs')
    expect(build().output).toMatch(/\(0 changed\)/)
  })

  test('names the page that uses a component the library has not', () => {
    page(['buton'], '<t-buton>x</t-buton>')
    const { status, output } = build()
    expect(status).toBe(1)
    expect(output).toMatch(/miniprogram\/pages\/a\/a\.json.*buton\/buton/)
  })

  test('bundles a plain package into one file that asks for nothing else', () => {
    page(
      [],
      '<view />',
      "import nacl from 'tweetnacl'\nimport type { ZodType } from 'zod'\nPage({ data: { n: nacl.sign.seedLength, d: {} as ZodType } })\n",
    )
    expect(build().status).toBe(0)
    const folder = path.join(project, 'miniprogram/miniprogram_npm')
    expect(fs.readdirSync(folder).sort()).toEqual(['LICENSES.txt', 'tweetnacl'])
    expect(fs.readFileSync(path.join(folder, 'tweetnacl/index.js'), 'utf8')).not.toMatch(/\brequire\("/)
  })
})

describe('a package that one subpackage alone uses', () => {
  test('lies in that subpackage, not in the main one', () => {
    page([], '<view />')
    write(
      'miniprogram/part/b.ts',
      "import nacl from 'tweetnacl'\nPage({ data: { n: nacl.sign.seedLength } })\n",
    )
    expect(build().status).toBe(0)
    const isPacked = (folder: string) =>
      fs.existsSync(path.join(project, 'miniprogram', folder, 'miniprogram_npm/tweetnacl/index.js'))
    expect([isPacked('part'), isPacked('')]).toEqual([true, false])
  })
})

describe('icons', () => {
  test('are drawn for the names that templates and scripts use', () => {
    page(
      ['icon', 'cell'],
      `<t-icon name="home" /><t-icon name="{{state === 'car' ? 'walk' : 'bike'}}" /><t-cell left-icon="ticket" />`,
      "Page({ data: { rows: [{ leftIcon: 'scan' }] } })\n",
    )
    expect(build()).toMatchObject({ status: 0 })
    expect(drawn()).toEqual(
      expect.arrayContaining(['home', 'walk', 'bike', 'ticket', 'scan', 'chevron-right']),
    )
    expect(drawn()).not.toContain('flashlight')
    expect(iconStyle()).not.toMatch(/https?:|@font-face/)
  })

  test.each([
    [
      'in a template',
      '<view>\n<t-icon name="unicorn" />\n</view>',
      'Page({})\n',
      /a\.wxml:2: icon "unicorn"/,
    ],
    [
      'in a choice',
      `<t-icon name="{{ok ? 'unicorn' : 'check'}}" />`,
      'Page({})\n',
      /a\.wxml:1: icon "unicorn"/,
    ],
    [
      'in an object',
      `<t-icon icon="{{ {name: 'unicorn', size: 'large'} }}" />`,
      'Page({})\n',
      /a\.wxml:1: icon "unicorn"/,
    ],
    [
      'in a script',
      '<t-icon name="{{icon}}" />',
      "Page({\n  data: { icon: 'unicorn' },\n})\n",
      /a\.ts:2: icon "unicorn"/,
    ],
  ])('without a picture stop the build by name: %s', (_where, template, script, message) => {
    page(['icon'], template, script)
    const { status, output } = build()
    expect(status).toBe(1)
    expect(output).toMatch(message)
  })

  test("the platform's own toast icons are no business of ours", () => {
    page(['icon'], '<t-icon name="home" />', "void wx.showToast({ title: 'x', icon: 'success' })\nPage({})\n")
    expect(build().status).toBe(0)
  })
})

describe('a start builds', () => {
  const at = (file: string) => path.join(project, file)
  const PAGE = 'miniprogram/pages/a/a'
  /** One after the other in one project; each of them makes dist/ stale. */
  const changes: [string, () => void][] = [
    ['a source has changed', () => write('contract/hello.ts', 'export const main = () => 2\n')],
    ['a source is new', () => write('miniprogram/pages/a/more.ts', 'export const more = 1\n')],
    ['a source is gone', () => fs.rmSync(at('miniprogram/pages/a/more.ts'))],
    ['a source has another name', () => fs.renameSync(at(`${PAGE}.wxml`), at(`${PAGE}-b.wxml`))],
    ['a source is an older one', () => fs.utimesSync(at('contract/hello.ts'), new Date(0), new Date(0))],
    ['packages were updated', () => write('package-lock.json', '{}')],
    ['a bundle is gone', () => fs.rmSync(at('dist/cloudfunctions/hello/index.js'))],
    ["a function's settings differ", () => write('cloudfunctions/hello/config.json', '{ "timeout": 1 }')],
  ]

  afterEach(() => {
    vi.unstubAllEnvs()
    vi.resetModules()
    vi.restoreAllMocks()
  })

  test('when dist/ is older than its sources, once, and at no other time', async () => {
    page([], '<view />')
    write('cloudfunctions/hello/index.ts', `export { main } from '../../contract/hello'`)
    write('cloudfunctions/hello/config.json', '{}')
    write('contract/hello.ts', 'export const main = () => 1\n')
    vi.stubEnv('CAMPUS_ROOT', project)
    vi.resetModules()
    const { buildAll, buildIfStale } = await import('../../scripts/build/fresh.mjs')
    const told = vi.spyOn(console, 'log').mockReturnValue()
    await buildAll()
    expect(await buildIfStale()).toBe(false)
    expect(told).not.toHaveBeenCalled()
    for (const [index, [what, change]] of changes.entries()) {
      change()
      expect([await buildIfStale(), await buildIfStale()], what).toEqual([true, false])
      expect(told).toHaveBeenCalledTimes(index + 1)
    }
    expect(told).toHaveBeenLastCalledWith('dist/ is older than its sources: building')
    write('README.md', 'no source')
    expect(await buildIfStale()).toBe(false)
  })
})

describe('cloud functions', () => {
  test('a folder with settings and no entry is refused', () => {
    write('cloudfunctions/lost/config.json', '{}')
    expect(build()).toMatchObject({
      status: 1,
      output: expect.stringMatching(/cloudfunctions\/lost\/index\.ts is missing/),
    })
  })

  const functions = filesIn('cloudfunctions', /^cloudfunctions\/[^/]+\/config\.json$/).map(
    (file) => file.split('/')[1] ?? '',
  )

  test.each(functions)('%s loads with nothing beside it and exports main', (name) => {
    const bundle = `dist/cloudfunctions/${name}/index.js`
    expect(isFile(bundle), 'npm run build comes first').toBe(true)
    write('alone/index.js', read(bundle))
    fs.rmSync(path.join(project, 'node_modules'))
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--eval', "process.stdout.write(typeof require('./index.js').main); process.exit(0)"],
      {
        cwd: path.join(project, 'alone'),
        encoding: 'utf8',
        env: { PATH: process.env.PATH ?? '', ...randomKeys() },
      },
    )
    expect(stderr).toBe('')
    expect(stdout).toBe('function')
  })
})
