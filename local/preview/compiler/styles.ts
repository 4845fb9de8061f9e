import fs from 'node:fs'
import path from 'node:path'
import postcss, { CssSyntaxError, type Root } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { builtinTags } from './builtin-tags'
import { SourceError } from './source-error'
import { isFile, type Sources } from './sources'
import { isTextSize, toBrowserLengths, withTextZoom } from './units'

const builtins = new Set<string>([...builtinTags, 'page'])

/**
 * One WXSS file with its imports as CSS. With a `scope`, class names are prefixed the way glass-easel prefixes
 * them on elements, so that a component's style stays inside it; without one the style is shared by all pages.
 */
export function compileStyle(
  sources: Sources,
  file: string,
  scope: string,
  seen = new Set<string>(),
): string {
  if (seen.has(file)) return ''
  seen.add(file)
  const root = parse(sources, file)
  let imported = ''
  root.walkAtRules('import', (rule) => {
    const target = importedFile(sources, file, rule.params)
    if (!target)
      throw new SourceError(`找不到样式 ${rule.params}`, sources.label(file), rule.source?.start?.line)
    imported += compileStyle(sources, target, scope, seen)
    rule.remove()
  })
  root.walkAtRules('font-face', (rule) => {
    // Nothing outside this machine is fetched; local and inline fonts stay.
    if (/url\(['"]?(https?:)?\/\//.test(rule.toString())) rule.remove()
  })
  root.walkDecls((declaration) => {
    const value = toBrowserLengths(declaration.value)
    declaration.value = isTextSize(declaration.prop) ? withTextZoom(value) : value
  })
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as postcss.AtRule).name)) return
    rule.selector = scopeSelector(rule.selector, scope)
  })
  return imported + root.toString()
}

function scopeSelector(selector: string, scope: string): string {
  return selectorParser((selectors) => {
    selectors.walk((node) => {
      if (node.type === 'class' && scope) {
        node.replaceWith(selectorParser.className({ value: `${scope}--${node.value}` }))
      } else if (node.type === 'tag' && builtins.has(node.value)) {
        node.value = `wx-${node.value}`
      } else if (node.type === 'pseudo' && node.value === ':host') {
        // `:where` keeps the weight at zero: a class given from outside wins over `:host`, as in WeChat.
        node.replaceWith(selectorParser.pseudo({ value: `:where([wx-host="${scope}"])` }))
      }
    })
  }).processSync(selector)
}

function parse(sources: Sources, file: string): Root {
  try {
    return postcss.parse(fs.readFileSync(file, 'utf8'), { from: file })
  } catch (error) {
    if (error instanceof CssSyntaxError)
      throw new SourceError(error.reason, sources.label(file), error.line, error.column)
    throw error
  }
}

function importedFile(sources: Sources, from: string, params: string): string | undefined {
  const reference = params.replace(/^url\(|\)$|['"]/g, '').trim()
  const places = [
    reference.startsWith('/')
      ? path.join(sources.root, reference)
      : path.resolve(path.dirname(from), reference),
  ]
  if (!/^[./]/.test(reference)) places.push(path.join(sources.root, 'miniprogram_npm', reference))
  return places.flatMap((place) => [place, `${place}.wxss`]).find(isFile)
}
