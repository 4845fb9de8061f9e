import ts from 'typescript'
import { expect, it, test } from 'vitest'
import { filesIn, isFile, read } from '../../scripts/paths.mjs'

/** What a handler reads of the element that was tapped (`dataset.inVehicle`) stands on each element that calls it. */

/** By handler, the names that it reads of a dataset. */
function readsOf(text: string): Map<string, Set<string>> {
  const reads = new Map<string, Set<string>>()
  const source = ts.createSourceFile('page.ts', text, ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node, handler: string): void => {
    const inside = ts.isMethodDeclaration(node) ? node.name.getText() : handler
    const add = (name: string): void => {
      reads.set(inside, (reads.get(inside) ?? new Set()).add(name))
    }
    if (ts.isPropertyAccessExpression(node) && /\.dataset$/.test(node.expression.getText()))
      add(node.name.text)
    if (
      ts.isVariableDeclaration(node) &&
      ts.isObjectBindingPattern(node.name) &&
      /\.dataset(?: as |$)/.test(node.initializer?.getText() ?? '')
    )
      for (const each of node.name.elements) {
        const name = (each.propertyName ?? each.name).getText()
        // what may be absent says so in its type
        if (node.initializer?.getText().includes(`${name}?:`) !== true) add(name)
      }
    ts.forEachChild(node, (child) => visit(child, inside))
  }
  visit(source, '')
  return reads
}

/** Elements of a page that call a handler without what it reads. */
function bareElements(wxml: string, script: string): string[] {
  const reads = readsOf(script)
  return [...wxml.matchAll(/<[a-z][\w-]*\b(?:"[^"]*"|'[^']*'|[^>"'])*>/g)].flatMap(([element]) =>
    [...element.matchAll(/\b(?:bind|catch|mut-bind|capture-bind):?\w+="(\w+)"/g)].flatMap(
      ([, handler = '']) =>
        [...(reads.get(handler) ?? [])]
          .filter((name) => !element.includes(`data-${dashed(name)}=`))
          .map((name) => `${handler} data-${dashed(name)}`),
    ),
  )
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

it('every element has what its handler reads of it', () => {
  const pages = filesIn('miniprogram', /\.wxml$/).filter(
    (file) => !file.includes('miniprogram_npm') && isFile(file.replace(/wxml$/, 'ts')),
  )
  expect(pages.length).toBeGreaterThan(50)
  const bare = pages.flatMap((file) =>
    bareElements(read(file), read(file.replace(/wxml$/, 'ts'))).map((fault) => `${file} ${fault}`),
  )
  expect(bare).toEqual([])
})

test.each([
  ['<view bind:tap="onRide" />', ['onRide data-in-vehicle']],
  ['<view data-in-vehicle="{{true}}" bind:tap="onRide" />', []],
  ['<view bindtap="onRow" data-id="{{a > b}}" />', ['onRow data-kind']],
])('%s', (element, faults) => {
  const script = `Page({
    onRide(event) { this.ride(event.currentTarget.dataset.inVehicle as boolean) },
    onRow(event) { const { id, kind } = event.currentTarget.dataset as Row; this.open(id, kind) },
  })`
  expect(bareElements(element, script)).toEqual(faults)
})
