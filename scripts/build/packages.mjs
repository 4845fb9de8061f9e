import fs from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import ts from 'typescript'
import { filesIn, installed, read, root } from '../paths.mjs'
import {
  componentReferences,
  scriptReferences,
  styleReferences,
  templateReferences,
  wxsReferences,
} from '../references.mjs'
import { phoneMetadata } from './phone-metadata.mjs'
import { iconStyle } from './icons.mjs'
import { OutputFolder } from './output.mjs'
import { licenceTexts, packagesIn } from './shipped.mjs'

/**
 * Packs the npm packages that the Mini Program uses into miniprogram/miniprogram_npm, where DevTools looks for
 * them. A package made for Mini Programs (`"miniprogram"` in its package.json) is copied file by file, only what is
 * reached from our pages; any other one becomes one bundled module, beside the subpackage that alone uses it (a
 * module is looked for in the folders above who names it, innermost first).
 * @returns {Promise<{ files: number, written: number, icons: string[], packages: string[] }>} `packages`: folders of the
 *   npm packages of which something ships
 * @throws Error naming the file that points nowhere
 */
export async function packPackages() {
  const output = new OutputFolder(path.join(root, 'miniprogram/miniprogram_npm'))
  const parts = new Map(
    subpackageRoots().map((part) => [
      part,
      new OutputFolder(path.join(root, 'miniprogram', part, 'miniprogram_npm')),
    ]),
  )
  const users = wantedModules()
  const wanted = new Map([...users].map(([name, files]) => [name, files[files.length - 1] ?? '']))
  const icons = new Set()
  /** The icons are drawn from its pictures. */
  const shipped = new Set([installedFolder('lucide-static')])

  for (const [name, entries] of groupByPackage([...wanted.keys()])) {
    const distribution = componentDistribution(name)
    if (!distribution) {
      for (const entry of entries) {
        const { contents, packages } = await bundle(entry, users.get(entry) ?? [])
        const place = parts.get(onlyPart(users.get(entry) ?? [])) ?? output
        place.write(`${modulePath(name, entry)}.js`, contents)
        for (const each of packages) shipped.add(each)
      }
      continue
    }
    shipped.add(installedFolder(name))
    const reached = reach(
      distribution,
      entries.map((entry) => entry.slice(name.length + 1)),
      wanted,
    )
    for (const file of reached) {
      if (file === ICON_STYLE) continue
      const inner = /^miniprogram_npm\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]
      if (inner) shipped.add(installedFolder(inner))
      output.write(`${name}/${file}`, withoutAddresses(file, fs.readFileSync(path.join(distribution, file))))
    }
    if (reached.has(ICON_STYLE)) {
      const made = iconStyle(distribution, [...reached])
      output.write(`${name}/${ICON_STYLE}`, made.style)
      for (const icon of made.names) icons.add(icon)
    }
  }
  const packages = [...shipped].sort()
  output.write('LICENSES.txt', licenceTexts(packages))
  const outputs = [output, ...parts.values()]
  for (const each of outputs) each.sweep()
  return {
    files: outputs.reduce((sum, { kept }) => sum + kept.size, 0),
    written: outputs.reduce((sum, each) => sum + each.written, 0),
    icons: [...icons].sort(),
    packages,
  }
}

/** Folders of the subpackages, as app.json names them. @returns {string[]} */
function subpackageRoots() {
  const { subPackages = [] } = JSON.parse(read('miniprogram/app.json'))
  return subPackages.map((/** @type {{ root: string }} */ { root: part }) => part.replace(/\/$/, ''))
}

/** The subpackage in which all of these files lie; empty: none. @param {string[]} files */
function onlyPart(files) {
  return (
    subpackageRoots().find((part) => files.every((file) => file.startsWith(`miniprogram/${part}/`))) ?? ''
  )
}

/** TDesign's icon component draws with a font from a CDN; its style is made anew from local pictures. */
const ICON_STYLE = 'icon/icon.wxss'

/** Every npm module that our sources name → the files that name it. */
function wantedModules() {
  /** @type {Map<string, string[]>} */
  const wanted = new Map()
  for (const file of filesIn('miniprogram', /\.(json|ts|wxss|wxml)$/)) {
    for (const { target } of referencesOf(file, read(file))) {
      const packed = /^\/?miniprogram_npm\/(.+)$/.exec(target.replace(/^(\.\.?\/)+/, ''))
      const bare = packed?.[1] ?? (/^[@a-z]/i.test(target) && !target.includes(':') ? target : undefined)
      if (bare && (packed || isInstalled(packageName(bare))))
        wanted.set(bare, [...(wanted.get(bare) ?? []), file])
    }
  }
  return wanted
}

/** @param {string} file @param {string} text */
function referencesOf(file, text) {
  if (file.endsWith('.json')) return /"usingComponents"/.test(text) ? componentReferences(text) : []
  if (file.endsWith('.wxss')) return styleReferences(text)
  if (file.endsWith('.wxml')) return templateReferences(text)
  if (file.endsWith('.wxs')) return wxsReferences(text)
  return scriptReferences(text, file)
}

/** @param {string} target */
const packageName = (target) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')

/** @param {string} name */
const installedFolder = (name) => `node_modules/${name}`

/** @param {string} name */
const isInstalled = (name) => fs.existsSync(installed(`${name}/package.json`))

/** @param {string[]} targets @returns {Map<string, string[]>} */
function groupByPackage(targets) {
  /** @type {Map<string, string[]>} */
  const groups = new Map()
  for (const target of targets.sort()) {
    const name = packageName(target)
    groups.set(name, [...(groups.get(name) ?? []), target])
  }
  return groups
}

/** The folder a package made for Mini Programs keeps its components in. @param {string} name */
function componentDistribution(name) {
  if (!isInstalled(name))
    throw new Error(`${name} is used by the Mini Program and not installed: npm install ${name}`)
  const { miniprogram } = JSON.parse(fs.readFileSync(installed(`${name}/package.json`), 'utf8'))
  return miniprogram ? installed(`${name}/${miniprogram}`) : undefined
}

/**
 * All files reached from the given components or modules.
 * @param {string} distribution @param {string[]} entries without extension, or with one (styles)
 * @param {Map<string, string>} wanted for the error text
 */
function reach(distribution, entries, wanted) {
  /** @type {Set<string>} */
  const reached = new Set()
  const queue = entries.flatMap((entry) => {
    const files = unitFiles(distribution, entry)
    if (files.length === 0) {
      const from = [...wanted].find(([target]) => target.endsWith(entry))?.[1]
      throw new Error(`${from}: "${entry}" is not in ${path.relative(root, distribution)}`)
    }
    return files
  })
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    const text = fs.readFileSync(path.join(distribution, file), 'utf8')
    for (const { target } of referencesOf(file, text)) {
      const next = unitFiles(distribution, resolveInside(distribution, file, target), path.extname(file))
      if (next.length === 0)
        throw new Error(`${file} in ${path.relative(root, distribution)} needs ${target}: not found`)
      queue.push(...next)
    }
  }
  return reached
}

/** @param {string} distribution @param {string} file @param {string} target */
function resolveInside(distribution, file, target) {
  if (target.startsWith('/')) return target.slice(1)
  const beside = path.posix.join(path.posix.dirname(file), target)
  const isNested =
    !target.startsWith('.') && fs.existsSync(path.join(distribution, 'miniprogram_npm', packageName(target)))
  return isNested ? `miniprogram_npm/${target}` : beside
}

/**
 * The files behind one name: a component's four, a module's one, or the file itself.
 * @param {string} distribution @param {string} name @param {string} [from] extension of the file that names it
 */
function unitFiles(distribution, name, from = '.json') {
  /** @param {string} file */
  const exists = (file) =>
    fs.statSync(path.join(distribution, file), { throwIfNoEntry: false })?.isFile() ?? false
  if (/\.(wxs|wxss|wxml|js)$/.test(name)) return exists(name) ? [name] : []
  if (from === '.wxml' || from === '.wxss' || from === '.wxs') return [name + from].filter(exists)
  for (const base of [name, `${name}/index`]) {
    if (exists(`${base}.json`) && from === '.json') {
      return ['.json', '.js', '.wxml', '.wxss'].map((extension) => base + extension).filter(exists)
    }
    if (exists(`${base}.js`)) return [`${base}.js`]
  }
  return []
}

/** Comments may name web pages; nothing that ships does. @param {string} file @param {Buffer} content */
function withoutAddresses(file, content) {
  if (!file.endsWith('.wxss')) return content
  return content.toString('utf8').replace(/\/\*[\s\S]*?\*\//g, '')
}

/** @param {string} name @param {string} entry */
const modulePath = (name, entry) => (entry === name ? `${name}/index` : entry.replace(/\.js$/, ''))

/**
 * A module as one file, and of a module that is only asked for by names no more than these.
 * @param {string} entry @param {string[]} from the sources that import it
 */
async function bundle(entry, from) {
  const names = namesImported(entry, from)
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    metafile: true,
    stdin: {
      contents: names
        ? `export { ${names.join(', ')} } from ${JSON.stringify(entry)}`
        : `module.exports = require(${JSON.stringify(entry)})`,
      resolveDir: root,
      sourcefile: from.at(-1),
    },
    bundle: true,
    write: false,
    minify: true,
    format: 'cjs',
    platform: 'browser',
    mainFields: ['main', 'module'],
    target: 'es2018',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [phoneMetadata],
  })
  const { contents } = /** @type {{ contents: Uint8Array }} */ (outputFiles[0])
  return { contents, packages: packagesIn(metafile) }
}

/**
 * What sources take of a module when all take it by names (`import { one } from`); undefined: somebody takes the whole.
 * @param {string} entry @param {string[]} from
 */
function namesImported(entry, from) {
  /** @type {Set<string>} */
  const names = new Set()
  for (const file of from) {
    const { statements } = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022)
    for (const each of statements) {
      if (!ts.isImportDeclaration(each) || !ts.isStringLiteral(each.moduleSpecifier)) continue
      if (each.moduleSpecifier.text !== entry) continue
      const bindings = each.importClause?.namedBindings
      if (each.importClause?.name || !bindings || !ts.isNamedImports(bindings)) return undefined
      for (const { name, propertyName } of bindings.elements) names.add((propertyName ?? name).text)
    }
  }
  return names.size === 0 ? undefined : [...names].sort()
}
