import path from 'node:path'
import { readAppTree, type AppTree, type CodeUnit } from './app-tree'
import { bundleScripts } from './scripts'
import { isFile, Sources } from './sources'
import { compileStyle } from './styles'
import { compileTemplates } from './templates'

/** What the runtime needs to know of one page or component. */
export interface UnitManifest {
  config: Record<string, unknown>
  /** Class prefix; empty for styles shared with the page. */
  scope: string
  isPage: boolean
  /** The page's own JSON: title, pull-down refresh and so on. */
  window: Record<string, any>
}

/** What the runtime needs to know of the whole Mini Program. */
export interface Manifest {
  app: Record<string, any>
  pages: string[]
  customTabBar: boolean
  units: Record<string, UnitManifest>
  /** Pages that could not be compiled, and why. */
  absent: Record<string, string>
}

export interface Compiled {
  script: string
  map: string
  warnings: string[]
  components: number
  durationMs: number
}

/** Compiles the Mini Program in `root` to one script for the preview's runtime. Throws SourceError(s). */
export async function compileMiniProgram(root: string): Promise<Compiled> {
  const startedAt = performance.now()
  const sources = new Sources(path.resolve(root))
  const tree = readAppTree(sources)
  const units = [...tree.units.values()]
  const scopes = new Map(
    units.map((unit, index) => [unit.code, sharesStyle(unit) ? '' : `c${index.toString(36)}`]),
  )
  const templates = compileTemplates(sources, tree.units.keys())
  const entry = `
    preview.define(
      ${JSON.stringify(manifestOf(tree, scopes))},
      ${templates.script},
      ${JSON.stringify(stylesOf(sources, units, scopes))}
    )
    ${[sources.script('app'), ...units.map((unit) => unit.script)]
      .filter((script) => script !== undefined)
      .map((script) => `require(${JSON.stringify(script)})`)
      .join('\n')}
    preview.launch()`
  const { script, map } = await bundleScripts(
    sources,
    entry,
    new Map(units.map((unit) => [unit.script, unit.code])),
  )
  const warnings = [...[...tree.absent.values()].map(String), ...templates.warnings]
  return { script, map, warnings, components: units.length, durationMs: performance.now() - startedAt }
}

function sharesStyle(unit: CodeUnit): boolean {
  return unit.isPage || ['shared', 'page-shared'].includes(unit.json.styleIsolation)
}

function manifestOf(tree: AppTree, scopes: Map<string, string>): Manifest {
  const units: Record<string, UnitManifest> = {}
  for (const { code, isPage, json, using, generics } of tree.units.values()) {
    const config = {
      component: !isPage,
      usingComponents: using,
      componentGenerics: generics,
      styleIsolation: isPage ? 'shared' : json.styleIsolation,
      pureDataPattern: json.pureDataPattern,
    }
    units[code] = { config, scope: scopes.get(code) ?? '', isPage, window: isPage ? json : {} }
  }
  const absent = Object.fromEntries([...tree.absent].map(([page, fault]) => [page, String(fault)]))
  return { app: tree.app, pages: tree.pages, customTabBar: tree.customTabBar, units, absent }
}

function stylesOf(sources: Sources, units: CodeUnit[], scopes: Map<string, string>): Record<string, string> {
  const styles: Record<string, string> = {}
  for (const [code, scope] of [
    ['app', ''] as const,
    ...units.map(({ code }) => [code, scopes.get(code) ?? ''] as const),
  ]) {
    const file = sources.file(code, '.wxss')
    if (isFile(file)) styles[code] = compileStyle(sources, file, scope)
  }
  return styles
}
