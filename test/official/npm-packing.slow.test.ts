import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesIn, installed, read } from '../../scripts/paths.mjs'

/**
 * DevTools' own "构建 npm", as miniprogram-ci has it, beside what `npm run build` packs: ours must be a part of
 * it, file by file, with the one difference that we want (icons drawn from local pictures).
 */
let folder: string
const packed = () =>
  filesIn('miniprogram/miniprogram_npm', /\.(js|json|wxml|wxss|wxs)$/, { includePacked: true })
const inPackage = (file: string) => file.slice('miniprogram/miniprogram_npm/'.length)

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-npm-'))
  const names = fs.readdirSync('miniprogram/miniprogram_npm').filter((name) => !name.includes('.'))
  // it packs nothing through links, so these are copies
  for (const name of names) {
    fs.cpSync(installed(name), path.join(folder, 'node_modules', name), { recursive: true })
  }
  const dependencies = Object.fromEntries(names.map((name) => [name, '*']))
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'packing', version: '1.0.0', dependencies }),
  )
  const script = `
    const ci = require('miniprogram-ci')
    ci.packNpmManually({ packageJsonPath: ${JSON.stringify(path.join(folder, 'package.json'))}, miniprogramNpmDistDir: ${JSON.stringify(folder)} })
      .then(() => process.exit(0), (error) => { console.error(error); process.exit(1) })`
  execFileSync(process.execPath, ['--eval', script], { stdio: 'pipe' })
}, 320_000)

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

describe('what npm run build packs', () => {
  test('is a part of what DevTools would pack', () => {
    expect(packed().length).toBeGreaterThan(50)
    const missing = packed().filter(
      (file) => !fs.existsSync(path.join(folder, 'miniprogram_npm', inPackage(file))),
    )
    expect(missing).toEqual([])
  })

  test('is the same, byte by byte, but for the icons and comments in styles', () => {
    const components = packed().filter((file) => file.includes('/tdesign-miniprogram/'))
    const different = components.filter((file) => {
      const official = fs.readFileSync(path.join(folder, 'miniprogram_npm', inPackage(file)), 'utf8')
      const expected = file.endsWith('.wxss') ? official.replace(/\/\*[\s\S]*?\*\//g, '') : official
      return read(file) !== expected
    })
    expect(different).toEqual(['miniprogram/miniprogram_npm/tdesign-miniprogram/icon/icon.wxss'])
  })

  test('leaves most of the library out', () => {
    const all = fs.readdirSync(path.join(folder, 'miniprogram_npm'), { recursive: true }).length
    expect(packed().length).toBeLessThan(all / 2)
  })
})
