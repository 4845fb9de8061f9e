import fs from 'node:fs'
import path from 'node:path'
import { filesIn, isFile, installed, read } from '../paths.mjs'
import { pagesOf, resolveTarget } from '../program-units.mjs'
import {
  componentReferences,
  lineAt,
  styleReferences,
  templateReferences,
  wxsReferences,
} from '../references.mjs'
import { builtIn } from './built-ins.mjs'
import { chosenFiles, report } from './subset.mjs'

/** That everything one file of the Mini Program names is there: pages, components, templates, styles, scripts. */

/** @type {{ file: string, line?: number, message: string }[]} */
const faults = []

/** @param {string} file @returns {any} undefined when it isn't JSON, which is reported */
function parse(file) {
  const text = read(file)
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /position (\d+)/.exec(message)?.[1]
    faults.push({ file, line: lineAt(text, Number(position ?? 0)), message: `not JSON: ${message}` })
    return undefined
  }
}

/** Where npm's packages put what `miniprogram_npm/…` will hold. @param {string} target */
function packedFile(target) {
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
  const manifest = installed(`${name}/package.json`)
  if (!fs.existsSync(manifest)) return undefined
  const { miniprogram } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  return miniprogram ? installed(`${name}/${miniprogram}${target.slice(name.length)}`) : undefined
}

/** @param {string} file @param {string} target @param {string} extension appended unless there */
function exists(file, target, extension) {
  const withExtension = target.endsWith(extension) ? target : target + extension
  if (isFile(resolveTarget(file, withExtension))) return true
  const bare = withExtension.replace(/^(\.\.?\/)*\/?miniprogram_npm\//, '')
  const packed = packedFile(bare)
  return packed !== undefined && fs.existsSync(packed)
}

for (const file of [...filesIn('project.config.json', /./), ...chosenFiles(/\.json$/)]) parse(file)

for (const file of chosenFiles(/\.json$/).filter((name) => read(name).includes('"usingComponents"'))) {
  if (parseQuietly(file) === undefined) continue
  for (const { target, line } of componentReferences(read(file))) {
    if (/^(plugin|dynamicLib):/.test(target)) continue
    if (!exists(file, target, '.json'))
      faults.push({ file, line, message: `component "${target}" does not exist` })
  }
}

const kinds = [
  {
    matching: /\.wxml$/,
    references: templateReferences,
    extension: /** @param {string} target */ (target) => (target.endsWith('.wxs') ? '.wxs' : '.wxml'),
  },
  { matching: /\.wxss$/, references: styleReferences, extension: () => '.wxss' },
  { matching: /\.wxs$/, references: wxsReferences, extension: () => '.wxs' },
]
for (const { matching, references, extension } of kinds) {
  for (const file of chosenFiles(matching)) {
    for (const { target, line } of references(read(file))) {
      if (!exists(file, target, extension(target)))
        faults.push({ file, line, message: `"${target}" does not exist` })
    }
  }
}

/** @param {string} file */
function parseQuietly(file) {
  try {
    return JSON.parse(read(file))
  } catch {
    return undefined
  }
}

/** Components every page may use. */
const app = isFile('miniprogram/app.json') ? parseQuietly('miniprogram/app.json') : undefined

for (const file of chosenFiles(/\.wxml$/)) {
  const settings = file.replace(/\.wxml$/, '.json')
  if (!isFile(settings)) continue // a template that others import
  const declared = { ...app?.usingComponents, ...parseQuietly(settings)?.usingComponents }
  const generics = Object.keys(parseQuietly(settings)?.componentGenerics ?? {})
  const text = read(file).replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
  for (const tag of text.matchAll(/<([a-z][\w-]*)/g)) {
    const name = tag[1] ?? ''
    if (builtIn.has(name) || name in declared || generics.includes(name)) continue
    faults.push({
      file,
      line: lineAt(text, tag.index),
      message: `<${name}> is neither built in nor declared in usingComponents`,
    })
  }
}

if (app && process.argv.length === 2) {
  const text = read('miniprogram/app.json')
  const pages = pagesOf(app)
  for (const page of pages) {
    for (const extension of ['.ts', '.wxml', '.json']) {
      if (isFile(`miniprogram/${page}${extension}`)) continue
      const line = lineAt(text, Math.max(0, text.indexOf(path.posix.basename(page))))
      faults.push({ file: 'miniprogram/app.json', line, message: `page ${page}${extension} does not exist` })
    }
  }
  for (const { pagePath, iconPath, selectedIconPath } of app.tabBar?.list ?? []) {
    if (!pages.includes(pagePath))
      faults.push({ file: 'miniprogram/app.json', message: `tab ${pagePath} is no page` })
    for (const icon of [iconPath, selectedIconPath].filter(Boolean)) {
      if (!isFile(`miniprogram/${icon}`))
        faults.push({ file: 'miniprogram/app.json', message: `${icon} does not exist` })
    }
  }
  for (const file of filesIn('miniprogram/pages', /\.wxml$/)) {
    const page = file.slice('miniprogram/'.length, -'.wxml'.length)
    const settings = `miniprogram/${page}.json`
    const isPage = isFile(settings) && parseQuietly(settings)?.component !== true
    if (isPage && !pages.includes(page)) faults.push({ file, message: 'this page is not listed in app.json' })
  }
}
report(faults)
