import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packagesOfConsole } from '../../scripts/build/console.mjs'
import { bundleFunctions } from '../../scripts/build/functions.mjs'
import { packPackages } from '../../scripts/build/packages.mjs'
import { packageJson } from '../../scripts/build/shipped.mjs'
import { root } from '../../scripts/paths.mjs'
import { billOfMaterials, licencesToAnswerFor, UNSTATED } from '../../scripts/sbom/bill.mjs'

const shipped = new Map<string, readonly string[]>()
beforeAll(async () => {
  const [{ packages }, bundles, page] = await Promise.all([
    packPackages(),
    bundleFunctions(),
    packagesOfConsole(),
  ])
  shipped.set('miniprogram', packages)
  for (const { name, packages } of bundles) shipped.set(name, packages)
  shipped.set('console-page', page)
}, 120_000)

const namesIn = (name: string) => (shipped.get(name) ?? []).map((folder) => packageJson(folder).name)

const editionsOf = (packages: readonly string[]) =>
  [...new Set(packages.map(packageJson).map(({ name, version }) => `${name}@${version}`))].sort()

describe('what ships', () => {
  test('is named for the Mini Program, for each function and for the console’s page', () => {
    expect([...shipped.keys()]).toEqual(['miniprogram', 'api', 'console', 'gate', 'timer', 'console-page'])
    expect(namesIn('miniprogram')).toEqual(
      expect.arrayContaining([
        'tdesign-miniprogram',
        'tslib',
        'tweetnacl',
        'libphonenumber-js',
        'lucide-static',
      ]),
    )
    expect(namesIn('console-page')).toEqual(
      expect.arrayContaining([
        ...[
          '@vue/runtime-dom',
          'vue-router',
          '@tanstack/vue-query',
          '@tanstack/vue-table',
          'echarts',
          'zrender',
        ],
        ...['csv-parse', 'read-excel-file', 'fflate'],
      ]),
    )
    expect(namesIn('api')).toEqual(expect.arrayContaining(['wx-server-sdk', 'zod', 'jpeg-js', 'form-data']))
  })

  test('holds nothing that only this repository uses, nor what a stub stands for', () => {
    const all = [...shipped.keys()].flatMap(namesIn)
    for (const name of [
      'vitest',
      'esbuild',
      'fastify',
      'lodash.set',
      '@cloudbase/ai',
      'jsonwebtoken',
      'vite',
    ])
      expect(all).not.toContain(name)
  })

  test('is a valid CycloneDX document, with each package once, and the same again', async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
    for (const [name, packages] of shipped) {
      const text = billOfMaterials(name, packages)
      expect(await validator.validate(text)).toBeNull()
      const { components, dependencies } = JSON.parse(text)
      expect(components.map((each: { 'bom-ref': string }) => each['bom-ref']).sort()).toEqual(
        editionsOf(packages),
      )
      expect(dependencies.find(({ ref }: { ref: string }) => ref === name).dependsOn).toHaveLength(
        editionsOf(packages).length,
      )
      expect(billOfMaterials(name, packages)).toBe(text)
    }
  })

  test('has licences that were looked at, and says of whom none is known', () => {
    const all = [...new Set([...shipped.values()].flat())]
    expect(licencesToAnswerFor(all)).toEqual([])
    const silent = all.map(packageJson).filter(({ license }) => license === undefined)
    expect(silent.map(({ name }) => name)).toEqual(Object.keys(UNSTATED))
  })
})

describe('a package', () => {
  let folder: string
  beforeAll(() => {
    folder = path.relative(root, fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-licence-')))
  })
  afterAll(() => fs.rmSync(path.join(root, folder), { recursive: true, force: true }))

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    [undefined, false],
  ])('with licence %s', (license, passes) => {
    fs.writeFileSync(
      path.join(root, folder, 'package.json'),
      JSON.stringify({ name: 'new', version: '1.0.0', license }),
    )
    expect(licencesToAnswerFor([folder])).toHaveLength(passes ? 0 : 1)
  })
})
