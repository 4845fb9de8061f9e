import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleFunctions } from '../../scripts/build/functions.mjs'
import { packPackages } from '../../scripts/build/packages.mjs'
import { packageJson } from '../../scripts/build/shipped.mjs'
import { root } from '../../scripts/paths.mjs'
import { billOfMaterials, licencesToAnswerFor, UNSTATED } from '../../scripts/sbom/bill.mjs'

const shipped = new Map<string, readonly string[]>()
beforeAll(async () => {
  const [{ packages }, bundles] = await Promise.all([packPackages(), bundleFunctions()])
  shipped.set('miniprogram', packages)
  for (const { name, packages } of bundles) shipped.set(name, packages)
}, 60_000)

const namesIn = (name: string) => (shipped.get(name) ?? []).map((folder) => packageJson(folder).name)

describe('what ships', () => {
  test('is named for the Mini Program and for each function', () => {
    expect([...shipped.keys()]).toEqual(['miniprogram', 'api', 'console', 'gate', 'timer'])
    expect(namesIn('miniprogram')).toEqual(
      expect.arrayContaining([
        'tdesign-miniprogram',
        'tslib',
        'tweetnacl',
        'libphonenumber-js',
        'lucide-static',
      ]),
    )
    expect(namesIn('api')).toEqual(expect.arrayContaining(['wx-server-sdk', 'zod', 'jpeg-js', 'form-data']))
  })

  test('holds nothing that only this repository uses, nor what a stub stands for', () => {
    const all = [...shipped.keys()].flatMap(namesIn)
    for (const name of ['vitest', 'esbuild', 'fastify', 'lodash.set', '@cloudbase/ai', 'jsonwebtoken'])
      expect(all).not.toContain(name)
  })

  test('is a valid CycloneDX document, with each package once, and the same again', async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
    for (const [name, packages] of shipped) {
      const text = billOfMaterials(name, packages)
      expect(await validator.validate(text)).toBeNull()
      const { components, dependencies } = JSON.parse(text)
      expect(components.map((each: { 'bom-ref': string }) => each['bom-ref']).sort()).toEqual(
        packages.map((folder) => `${packageJson(folder).name}@${packageJson(folder).version}`).sort(),
      )
      expect(dependencies.find(({ ref }: { ref: string }) => ref === name).dependsOn).toHaveLength(
        packages.length,
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
