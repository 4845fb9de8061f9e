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
 * @returns {Reference[]}
 */
export const scriptReferences = (text, name) =>
  typedReferences(text, name)
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ target, line }) => ({ target, line }))

/**
 * The same with those that are only read for their types.
 * @param {string} text @param {string} name with its extension
 * @returns {(Reference & { typeOnly: boolean })[]}
 */
export function typedReferences(text, name) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true)
  /** @type {(Reference & { typeOnly: boolean })[]} */
  const found = []
  /** @param {ts.Node | undefined} specifier @param {boolean} typeOnly */
  const add = (specifier, typeOnly) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      const { line } = source.getLineAndCharacterOfPosition(specifier.getStart(source))
      found.push({ target: specifier.text, line: line + 1, typeOnly })
    }
  }
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, isTypeOnly(node.importClause))
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly)
    } else if (ts.isImportTypeNode(node)) {
      if (ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true)
    } else if (ts.isCallExpression(node)) {
      const callee = node.expression
      const loads =
        callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
      if (loads) add(node.arguments[0], false)
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
