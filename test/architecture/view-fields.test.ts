import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { filesIn } from '../../scripts/paths.mjs'

/**
 * Every field of a page's or component's view is shown: its template names it, or the script beside it reads it. A fact
 * that somebody was to see and that no template shows is missed by everything else.
 */
/** Handed on whole, as the platform wants them. */
const HANDED_ON: Readonly<Record<string, readonly string[]>> = {
  'miniprogram/pages/host/code/code.view.ts': ['path'],
}

const views = filesIn('miniprogram', /\.view\.ts$/).filter((file) => templatesOf(file) !== '')

function templatesOf(view: string): string {
  return besides(view, '.wxml')
    .flatMap((file) => [...fs.readFileSync(file, 'utf8').matchAll(/\{\{(.*?)\}\}|wx:key="(\w+)"/gs)])
    .map(([, expression, key]) => expression ?? key)
    .join('\n')
}

/** What scripts beside it read of the data of the page. */
function scriptsOf(view: string): string {
  return besides(view, '.ts')
    .filter((file) => !file.endsWith('.view.ts'))
    .map((file) => fs.readFileSync(file, 'utf8'))
    .join('\n')
}

function besides(view: string, extension: string): string[] {
  const folder = path.dirname(view)
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => path.join(folder, file))
}

/** Names of all fields of the file's exported `…View`, also in rows declared in the same file: `rows.title`. */
function fieldsOf(view: string): string[] {
  const source = ts.createSourceFile(view, fs.readFileSync(view, 'utf8'), ts.ScriptTarget.Latest, true)
  const declared = new Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration>()
  for (const statement of source.statements)
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      declared.set(statement.name.text, statement)
  const found = new Set<string>()
  const seen = new Set<ts.Node>()

  function members(of: ts.NodeArray<ts.TypeElement>): void {
    for (const member of of) {
      if (!ts.isPropertySignature(member)) continue
      found.add(member.name.getText(source))
      if (member.type) walk(member.type)
    }
  }
  function walk(node: ts.Node): void {
    if (seen.has(node)) return
    seen.add(node)
    if (ts.isTypeLiteralNode(node)) members(node.members)
    else if (ts.isTypeReferenceNode(node)) {
      const target = declared.get(node.typeName.getText(source))
      if (target && ts.isInterfaceDeclaration(target)) members(target.members)
      else if (target) walk(target.type)
      node.typeArguments?.forEach(walk)
    } else if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) node.types.forEach(walk)
    else if (ts.isArrayTypeNode(node)) walk(node.elementType)
  }
  for (const [name, declaration] of declared)
    if (name.endsWith('View') && ts.isInterfaceDeclaration(declaration)) members(declaration.members)
  return [...found]
}

const isNamedIn = (text: string, field: string): boolean =>
  new RegExp(`(?<![\\w$'])${field}(?![\\w$'])`).test(text)

describe('every field of a view is shown', () => {
  it.each(views)('%s', (view) => {
    const [templates, scripts] = [templatesOf(view), scriptsOf(view)]
    const unseen = fieldsOf(view).filter(
      (field) =>
        !isNamedIn(templates, field) && !isNamedIn(scripts, field) && !HANDED_ON[view]?.includes(field),
    )
    expect(unseen).toEqual([])
  })

  it('finds one that no template names', () => {
    const view = views.find((file) => file.endsWith('pages/records/list/list.view.ts')) ?? ''
    expect(fieldsOf(view).length).toBeGreaterThan(3)
    expect(isNamedIn(templatesOf(view), 'shownNowhere')).toBe(false)
  })
})
