import { SourceError } from './source-error'
import { resolveCode, type Sources } from './sources'

/** A page or component: where it lies and what its JSON says. */
export interface CodeUnit {
  code: string
  isPage: boolean
  script: string
  json: Record<string, any>
  using: Record<string, string>
  generics: Record<string, true | { default: string }>
}

/** Everything reachable from app.json. */
export interface AppTree {
  app: Record<string, any>
  pages: string[]
  customTabBar: boolean
  units: Map<string, CodeUnit>
  /** Pages that lack a file or a component, with what they lack: the others can be seen without them. */
  absent: Map<string, SourceError>
}

const CUSTOM_TAB_BAR = 'custom-tab-bar/index'

/** Walks app.json, its pages, subpackages and every component they use. */
export function readAppTree(sources: Sources): AppTree {
  const app = sources.json('app')
  const subpackages: { root: string; pages: string[] }[] = app.subPackages ?? app.subpackages ?? []
  const pages = [
    ...(app.pages as string[]),
    ...subpackages.flatMap(({ root, pages }) => pages.map((page) => resolveCode(`/${root}/${page}`, ''))),
  ]
  const units = new Map<string, CodeUnit>()
  const absent = new Map<string, SourceError>()

  const visit = (code: string, isPage: boolean, reference: () => SourceError): void => {
    if (units.has(code)) return
    const script = sources.script(code)
    if (!script) throw reference()
    const json = sources.has(code, '.json') ? sources.json(code) : {}
    const unit: CodeUnit = { code, isPage, script, json, using: {}, generics: {} }
    units.set(code, unit)

    const use = (owner: string, tag: string, target: string): string | null => {
      if (target.startsWith('plugin')) return null
      const fault = () =>
        new SourceError(
          `找不到组件 "${target}"（${tag}）`,
          sources.label(sources.file(owner, '.json')),
          sources.lineOf(owner, `"${tag}"`),
        )
      const found = componentPath(sources, target, owner)
      if (!found) throw fault()
      visit(found, false, fault)
      return `/${found}`
    }
    for (const [owner, table] of [
      ['app', app.usingComponents],
      [code, json.usingComponents],
    ] as const) {
      for (const [tag, target] of Object.entries<string>(table ?? {})) {
        const found = use(owner, tag, target)
        if (found) unit.using[tag] = found
      }
    }
    for (const [tag, generic] of Object.entries<any>(json.componentGenerics ?? {})) {
      const fallback = generic?.default && use(code, tag, generic.default)
      unit.generics[tag] = fallback ? { default: fallback } : true
    }
  }

  for (const page of pages) {
    const complete = new Map(units)
    try {
      visit(page, true, () => notThere(sources, page))
    } catch (fault) {
      if (!(fault instanceof SourceError)) throw fault
      absent.set(page, fault)
      for (const code of units.keys()) if (!complete.has(code)) units.delete(code)
    }
  }
  const customTabBar = app.tabBar?.custom === true && sources.has(CUSTOM_TAB_BAR, '.json')
  if (customTabBar)
    visit(CUSTOM_TAB_BAR, false, () => new SourceError('custom-tab-bar 没有脚本', CUSTOM_TAB_BAR))
  return { app, pages: pages.filter((page) => units.has(page)), customTabBar, units, absent }
}

function notThere(sources: Sources, page: string): SourceError {
  const file = sources.label(sources.file('app', '.json'))
  return new SourceError(`找不到页面 "${page}" 的脚本`, file, sources.lineOf('app', lastPart(page)))
}

/** WeChat's order: beside the owner, then `miniprogram_npm`; a folder stands for its `index`. */
function componentPath(sources: Sources, target: string, owner: string): string | undefined {
  const places = [resolveCode(target, owner)]
  if (!/^[./]/.test(target)) places.push(`miniprogram_npm/${target}`)
  return places.flatMap((place) => [place, `${place}/index`]).find((code) => sources.has(code, '.json'))
}

function lastPart(code: string): string {
  return code.slice(code.lastIndexOf('/') + 1)
}
