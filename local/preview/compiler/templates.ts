import fs from 'node:fs'
import { createRequire } from 'node:module'
import vm from 'node:vm'
import type * as TemplateCompiler from 'glass-easel-template-compiler'
import { SourceError, SourceFaults } from './source-error'
import { resolveCode, type Sources } from './sources'

// The compiler is a CommonJS package around WebAssembly: it has no ES module entry.
const { TmplGroup } = createRequire(import.meta.url)(
  'glass-easel-template-compiler',
) as typeof TemplateCompiler

interface TemplateMessage {
  isError: boolean
  startLine: number
  startColumn: number
  message: string
}

/**
 * WXS is close to JavaScript, but a value's `.constructor` is its type's name there, and regular expressions and
 * dates are made by functions.
 */
const wxsPrelude =
  'var getRegExp=function(a,b){return new RegExp(a,b)},' +
  'getDate=function(){return new (Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments))))()};'

function wxsToScript(source: string): string {
  return wxsPrelude + source.replace(/\.constructor\b/g, '.constructor.name')
}

/** Syntax errors of WXS at their line; `firstLine` is where the script begins in its file. */
function wxsError(source: string, file: string, firstLine = 1): SourceError | null {
  try {
    new vm.Script(`(function(){${source}\n})`, { filename: 'wxs', lineOffset: firstLine - 1 })
    return null
  } catch (error) {
    const { message, stack = '' } = error as Error
    return new SourceError(message, file, Number(/^wxs:(\d+)/.exec(stack)?.[1] ?? firstLine))
  }
}

/** The template compiler mends these silently; WeChat's refuses them. */
const refusedByWeChat = new Set(['missing end tag', 'invalid end tag', 'incomplete tag'])

/** glass-easel hands event handlers and property observers written in WXS to the runtime. */
const wxsBridge =
  'Q.C=function(c,e,h,l){return globalThis.preview.handleEvent(c,e,h,l)};' +
  'Q.A=function(f){return globalThis.preview.observeProperty(f)};'

/** All templates and WXS modules the given units reach, as one JavaScript expression: `{ [code]: template }`. */
export function compileTemplates(
  sources: Sources,
  codes: Iterable<string>,
): { script: string; warnings: string[] } {
  const group = new TmplGroup()
  const templates = new Set<string>()
  const modules = new Set<string>()
  const warnings: string[] = []
  const faults: SourceError[] = []

  const check = (fault: SourceError | null) => fault && faults.push(fault)

  const addModule = (code: string, user: string): void => {
    if (modules.has(code)) return
    modules.add(code)
    if (!sources.has(code, '.wxs')) {
      faults.push(new SourceError(`找不到 WXS "${code}.wxs"`, sources.label(sources.file(user, '.wxml'))))
      return
    }
    const written = fs.readFileSync(sources.file(code, '.wxs'), 'utf8')
    check(wxsError(written, sources.label(sources.file(code, '.wxs'))))
    const source = written.replace(
      /require\(\s*(['"])([^'"]+?)(\.wxs)?\1\s*\)/g,
      (_, _quote, reference: string) => {
        addModule(resolveCode(reference, code), code)
        return `require('${reference}')`
      },
    )
    group.addScript(code, wxsToScript(source))
  }

  const addTemplate = (code: string, user = code): void => {
    if (templates.has(code)) return
    templates.add(code)
    const file = sources.file(code, '.wxml')
    if (!sources.has(code, '.wxml')) {
      faults.push(new SourceError(`找不到模板 "${code}.wxml"`, sources.label(sources.file(user, '.wxml'))))
      return
    }
    const source = fs.readFileSync(file, 'utf8')
    for (const found of group.addTmpl(code, source) as TemplateMessage[]) {
      const fault = new SourceError(
        found.message,
        sources.label(file),
        found.startLine + 1,
        found.startColumn + 1,
      )
      if (found.isError || refusedByWeChat.has(found.message)) faults.push(fault)
      else if (!code.startsWith('miniprogram_npm/')) warnings.push(String(fault))
    }
    for (const name of group.getInlineScriptModuleNames(code)) {
      const script: string = group.getInlineScript(code, name)
      const firstLine = source.slice(0, Math.max(0, source.indexOf(script.trim()))).split('\n').length
      check(wxsError(script.trim(), sources.label(file), firstLine))
      group.setInlineScript(code, name, wxsToScript(script))
    }
    for (const used of group.getDirectDependencies(code)) addTemplate(resolveCode(`/${used}`, ''), code)
    for (const used of group.getScriptDependencies(code)) addModule(resolveCode(`/${used}`, ''), code)
  }

  try {
    for (const code of codes) addTemplate(code)
    if (faults.length) throw new SourceFaults(faults)
    group.setExtraRuntimeScript(wxsBridge)
    return { script: group.getTmplGenObjectGroups(), warnings }
  } finally {
    group.free()
  }
}
