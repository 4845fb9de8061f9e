import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { budgetRows, unusedStubs } from '../../scripts/build/budget.mjs'
import {
  bundleFunction,
  functionNames,
  functionOptions,
  type Bundle,
} from '../../scripts/build/functions.mjs'
import { stubs } from '../../scripts/build/stubs.mjs'
import { UNREACHED } from '../../scripts/build/unreached.mjs'
import { root } from '../../scripts/paths.mjs'

/** What deployed functions weigh, and what stands in them for packages that they never reach. */
let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-bundles-'))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('the functions', () => {
  let bundles: Bundle[]
  beforeAll(async () => {
    bundles = await Promise.all(functionNames().map(bundleFunction))
  })

  it('keep to their budgets, own code and all', () => {
    const rows = budgetRows(bundles)
    expect(rows).toHaveLength(3 * functionNames().length)
    expect(rows.filter(({ bytes, limit = Infinity }) => bytes > limit)).toEqual([])
  })

  it('consist of their own code, which is some, and of packages, which are more', () => {
    for (const { bytes, ownBytes } of bundles) {
      expect(ownBytes).toBeGreaterThan(10_000)
      expect(bytes).toBeGreaterThan(2 * ownBytes)
    }
  })

  it('hold a stub for every module that the table names', () => {
    expect(unusedStubs(bundles)).toEqual([])
  })

  it('have what they do reach: the gate makes its own document', () => {
    const schemas = '../core/json-schema-processors.js'
    const stubbed = bundles.filter((bundle) => bundle.stubs.includes(schemas)).map(({ name }) => name)
    expect(stubbed).not.toContain('gate')
    expect(stubbed).toContain('api')
  })

  it('would be told of a stub that nothing imports any more, and of a function without a budget', () => {
    const rest = bundles.map((each) => ({ ...each, stubs: each.stubs.filter((name) => name !== 'mime-db') }))
    expect(unusedStubs(rest)).toEqual(['mime-db'])
    expect(() => budgetRows([{ ...(bundles[0] as Bundle), name: 'nowhere' }])).toThrow(
      /nowhere has no budget/,
    )
  })
})

/** A function with these lines as its whole code, as a module that ran. */
async function run(contents: string, resolveDir = root, unreached = UNREACHED): Promise<any> {
  const { outputFiles } = await build({
    ...functionOptions,
    sourcemap: false,
    stdin: { contents, resolveDir, loader: 'ts' },
    plugins: [stubs(unreached)],
  })
  const file = path.join(folder, `${outputFiles[0]?.hash.replaceAll('/', '-')}.cjs`)
  fs.writeFileSync(file, outputFiles[0]?.contents ?? '')
  return createRequire(import.meta.url)(file)
}

describe('a call that does reach a stub throws the name of the module', () => {
  const options = `{ env: 'test', secretId: 'x', secretKey: 'x', credentials: { private_key: 'x', env_id: 'test' } }`
  test.each([
    ['./request-adapter', 'app.ai()'],
    ['@cloudbase/wx-cloud-client-sdk', 'app.rdb()'],
    ['jsonwebtoken', `app.auth().createTicket('somebody')`],
  ])('%s, in the real SDK', async (name, call) => {
    const { planted } = await run(
      `import tcb from '@cloudbase/node-sdk'
       const app = tcb.init(${options} as never) as any
       export const planted = () => ${call}`,
    )
    expect(planted).toThrow(`${name} is not part of this function`)
  })

  it('mime-db, in the real SDK', async () => {
    const { planted } = await run(
      `import cloud from 'wx-server-sdk'
       cloud.init({ env: 'test' as never })
       const media = { contentType: 'image/png', value: Buffer.alloc(1) }
       export const planted = () => (cloud.openapi as any).security.imgSecCheck({ media })`,
    )
    await expect(planted()).rejects.toThrow('mime-db is not part of this function')
  })

  /** The ways in which compiled packages import and use a module. */
  const uses = [
    ['a property', `const m = require(NAME); exports.planted = () => m.Thing`],
    ['a call', `const m = require(NAME); exports.planted = () => m()`],
    ['a constructor', `const m = require(NAME); exports.planted = () => new m()`],
    ['a class of it', `const m = require(NAME); exports.planted = () => new m.Thing()`],
    ['taken apart', `const m = require(NAME); exports.planted = () => { const { Thing } = m; return Thing }`],
    [
      'a default import of TypeScript',
      `const given = require(NAME); const m = given && given.__esModule ? given : { default: given }
       exports.planted = () => m.default.thing()`,
    ],
    [
      'a star import of TypeScript',
      `const given = require(NAME); const m = {}
       if (!given.__esModule) { for (const key in given) m[key] = given[key]; m.default = given }
       exports.planted = () => m.default.thing()`,
    ],
    ['a named import', `import { Thing } from NAME; export const planted = () => new Thing()`],
    ['a default import', `import thing from NAME; export const planted = () => thing()`],
    ['a star import', `import * as all from NAME; export const planted = () => all.Thing`],
  ] as const

  test.each(uses)('by %s, and its import alone is free', async (_what, text) => {
    const names = Object.keys(UNREACHED)
    for (const [index, name] of names.entries()) {
      const user = path.join(folder, 'node_modules', `user-${index}`)
      fs.mkdirSync(user, { recursive: true })
      fs.writeFileSync(path.join(user, 'index.js'), text.replaceAll('NAME', `'${name}'`))
    }
    const { planted } = await run(
      `export const planted = {
         ${names.map((name, index) => `'${name}': require('user-${index}').planted`).join(',\n')}
       }`,
      folder,
    )
    for (const name of names) expect(planted[name]).toThrow(`${name} is not part of this function`)
  })

  it('imported when it is used: refused with its name, and the import alone is not', async () => {
    const user = path.join(folder, 'node_modules', 'late-user')
    fs.mkdirSync(user, { recursive: true })
    fs.writeFileSync(
      path.join(user, 'index.js'),
      `exports.load = () => import('mime-db'); exports.use = () => import('mime-db').then((m) => m.default.x)`,
    )
    const { load, use } = await run(`export { load, use } from 'late-user'`, folder)
    await expect(load().then(() => 'loaded')).resolves.toBe('loaded')
    await expect(use()).rejects.toThrow('mime-db is not part of this function')
  })
})

it('our own code cannot import what is a stub: the build names it', async () => {
  await expect(run(`import db from 'mime-db'; export const planted = db`)).rejects.toThrow(
    /mime-db is imported and stands in scripts\/build\/unreached\.mjs/,
  )
})

it('a name is matched whole: a neighbour of a stub is the real one', async () => {
  const { planted } = await run(`export { default as planted } from 'mime-db'`, root, {
    'mime.db': 'none',
    mime: 'none',
  })
  expect(planted['image/png']).toMatchObject({ extensions: ['png'] })
})
