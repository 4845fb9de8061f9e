import { expect, test } from 'vitest'
import ts from 'typescript'
import { ACTIONS, type Action } from '../../miniprogram/actions'
import { filesIn, read } from '../../scripts/paths.mjs'

/**
 * What changes something names its request (cloud/idempotency key.ts), so that a second tap after a lost reply is the same request:
 * every `call` of a changing action in the Mini Program has options, and so has one whose action is only known there.
 */
function nameless(file: string, text: string): string[] {
  const found: string[] = []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'call' && node.arguments.length < 3) {
      const [action] = node.arguments
      const name = action !== undefined && ts.isStringLiteral(action) ? action.text : null
      if (name === null || ACTIONS[name as Action].changes) found.push(`${file} ${name ?? action?.getText()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('every page keeps its request through second taps', () => {
  const files = filesIn('miniprogram', /\.ts$/).filter((file) => !file.includes('miniprogram_npm'))
  expect(files.flatMap((file) => nameless(file, read(file)))).toEqual([])
})

test.each([
  ["call('visit.cancel', { visitId })", ['x.ts visit.cancel']],
  ["call('visit.cancel', { visitId }, { idempotencyKey: this.key })", []],
  ["call('visit.get', { visitId })", []],
  ['call(action, { visitId })', ['x.ts action']],
])('%s', (text, expected) => expect(nameless('x.ts', text)).toEqual(expected))
