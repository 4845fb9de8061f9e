import { expect, test } from 'vitest'
import ts from 'typescript'
import { filesIn, read } from '../../scripts/paths.mjs'

/**
 * A tap may ask for messages (`askConsent`) only until the first thing it waits for; after a dialog or a call the platform
 * refuses. So in every function that asks, asking is the first `await`.
 */
function tooLate(file: string, text: string): string[] {
  const found: string[] = []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const [first, ...later] = awaitsOf(node)
      if (first !== undefined && later.some(asksConsent))
        found.push(`${file} ${node.name?.getText() ?? 'a function'}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** What one function itself waits for, in the order of the text. */
function awaitsOf(owner: ts.Node): string[] {
  const awaited: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (ts.isAwaitExpression(node)) awaited.push(node.expression.getText())
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(owner, visit)
  return awaited
}

const asksConsent = (awaited: string): boolean => awaited.startsWith('askConsent(')

test('no tap of a page asks for messages after it waited for something', () => {
  const files = filesIn('miniprogram', /\.ts$/).filter(
    (file) => !file.includes('miniprogram_npm') && read(file).includes('askConsent('),
  )
  expect(files.length).toBeGreaterThan(5)
  expect(files.flatMap((file) => tooLate(file, read(file)))).toEqual([])
})

test.each([
  ["async function a() { await wx.showModal({}); await askConsent('decision') }", ['x.ts a']],
  ["async function a() { if (!(await vouched())) return; await askConsent('decision') }", ['x.ts a']],
  ["async function a() { await askConsent('decision'); await wx.showModal({}) }", []],
  ["const page = { async tap() { const n = await askConsent('decision'); await call() } }", []],
  ['async function a() { await call(); await other() }', []],
])('%s', (text, expected) => expect(tooLate('x.ts', text)).toEqual(expected))
