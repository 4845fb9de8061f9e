import type { Manifest, UnitManifest } from '../compiler/compile'
import { codeSpace, windowBackend } from './framework'

/** The compiled Mini Program, once its script has run. */
export let manifest: Manifest

/** Called by the compiled script: takes over configuration, templates and styles. */
export function define(
  program: Manifest,
  templates: Record<string, any>,
  styles: Record<string, string>,
): void {
  manifest = program
  for (const reason of Object.values(program.absent)) console.error(reason)
  addStyle(styles.app ?? '', { app: '' })
  for (const [code, unit] of Object.entries(program.units)) {
    codeSpace.addComponentStaticConfig(code, unit.config)
    codeSpace.addCompiledTemplate(code, { groupList: templates, content: templates[code] })
    const style = styles[code] ?? ''
    if (unit.isPage) {
      addStyle(style, { page: code })
    } else {
      codeSpace.addStyleSheet(code, style ? code : undefined, unit.scope || undefined)
      if (style) windowBackend.registerStyleSheetContent(code, style)
    }
  }
}

/** A page's style is not scoped in WeChat, where each page is a document: only the shown page's is in force. */
export function usePageStyle(code: string): void {
  for (const style of document.querySelectorAll<HTMLStyleElement>('style[data-page]')) {
    style.media = style.dataset.page === code ? 'all' : 'not all'
  }
}

export function unitOf(code: string): UnitManifest | undefined {
  return manifest.units[code]
}

/** Throws unless the page is there; a page that could not be compiled says why. */
export function requirePage(code: string): void {
  if (!manifest.units[code]?.isPage) throw new Error(manifest.absent[code] ?? `page "${code}" is not found`)
}

export function isTabPage(code: string): boolean {
  return (manifest.app.tabBar?.list ?? []).some((item: { pagePath: string }) => item.pagePath === code)
}

function addStyle(css: string, dataset: Record<string, string>): void {
  if (!css) return
  const style = document.createElement('style')
  style.textContent = css
  Object.assign(style.dataset, dataset)
  if (dataset.page) style.media = 'not all'
  document.head.append(style)
}
