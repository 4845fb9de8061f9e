import ts from 'typescript'

/**
 * What one source file of a Mini Program names in others. Every function returns `{ target, line }`
 * with the target as written and the line counted from 1.
 * @typedef {{ target: string, line: number }} Reference
 */

/** @param {string} text @param {number} index */
export const lineAt = (text, index) => text.slice(0, index).split('\n').length

/** @param {string} text @param {RegExp} pattern global, target in group 1 @returns {Reference[]} */
function matches(text, pattern) {
  return [...text.matchAll(pattern)].map((match) => ({
    target: /** @type {string} */ (match[1]),
    line: lineAt(text, match.index),
  }))
}

/** `<wxs src>`, `<import src>` and `<include src>` of a WXML. @param {string} text */
export const templateReferences = (text) =>
  matches(text, /<(?:wxs|import|include)\b[^>]*?\ssrc=["']([^"']+)["']/g)

/** `@import` of a WXSS. @param {string} text */
export const styleReferences = (text) => matches(text, /@import\s+(?:url\()?["']([^"']+)["']/g)

/** `require()` of a WXS. @param {string} text */
export const wxsReferences = (text) => matches(text, /\brequire\(\s*["']([^"']+)["']\s*\)/g)

/** The components a page or component declares. @param {string} text JSON @returns {Reference[]} */
export function componentReferences(text) {
  const declared = JSON.parse(text).usingComponents ?? {}
  return Object.values(declared).map((target) => ({
    target: String(target),
    line: lineAt(text, Math.max(0, text.indexOf(JSON.stringify(target)))),
  }))
}

/**
 * Modules a TypeScript or JavaScript file loads when it runs (`import type` loads nothing).
 * @param {string} text @param {string} name with its extension
 * @param {{ types?: boolean }} [options] `types`: also those that are only read for their types
 * @returns {Reference[]}
 */
export function scriptReferences(text, name, { types = false } = {}) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true)
  /** @type {Reference[]} */
  const found = []
  /** @param {ts.Node | undefined} specifier */
  const add = (specifier) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      const { line } = source.getLineAndCharacterOfPosition(specifier.getStart(source))
      found.push({ target: specifier.text, line: line + 1 })
    }
  }
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      if (types || !isTypeOnly(node.importClause)) add(node.moduleSpecifier)
    } else if (ts.isExportDeclaration(node)) {
      if (types || !node.isTypeOnly) add(node.moduleSpecifier)
    } else if (ts.isImportTypeNode(node)) {
      if (types && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal)
    } else if (ts.isCallExpression(node)) {
      const callee = node.expression
      const loads =
        callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
      if (loads) add(node.arguments[0])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** @param {ts.ImportClause | undefined} clause */
function isTypeOnly(clause) {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  )
}
