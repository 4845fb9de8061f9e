import { expect, test } from 'vitest'
import { isFile } from '../../scripts/paths.mjs'
import { arrowsOf, importGraph, type Arrow } from './import-graph'
import { wrongArrows } from './layers'

test('every import goes in a direction that the table of layers allows', { timeout: 60_000 }, () => {
  const graph = importGraph()
  expect(graph.length).toBeGreaterThan(100)
  expect(wrongArrows(graph)).toEqual([])
})

/** Arrows from one store to another: what two of them hold is put together by use cases. */
const betweenStores = (arrows: readonly Arrow[]): string[] =>
  arrows
    .filter(({ from, to }) => isStore(from) && isStore(to) && storeOf(from) !== storeOf(to))
    .map(({ from, to, line }) => `${from}:${line} must not import ${to}`)
const isStore = (file: string): boolean => file.startsWith('cloudfunctions/stores/')
/** A store is a file, or a folder of some. */
const storeOf = (file: string): string => (file.split('/')[2] ?? '').replace(/\.ts$/, '')

test('no store knows another', () => {
  const graph = importGraph()
  expect(graph.filter(({ from }) => isStore(from)).length).toBeGreaterThan(50)
  expect(betweenStores(graph)).toEqual([])
  const planted = `import type { Calendar } from './calendars'`
  expect(betweenStores(arrowsOf('cloudfunctions/stores/visits.ts', planted))).toHaveLength(1)
})

test('every relative import meets a file', () => {
  const lost = importGraph().filter(({ to }) => !/^(npm|node):/.test(to) && !isFile(to))
  expect(lost.map(({ from, line, to }) => `${from}:${line} ${to}`)).toEqual([])
})

test.each([
  [
    'the domain reaches into the cloud',
    'miniprogram/domain/visit/visit.ts',
    `import { call } from '../../api/call'`,
  ],
  ['the domain uses a package', 'miniprogram/domain/values/days.ts', `import dayjs from 'dayjs'`],
  ['the domain uses Node', 'miniprogram/domain/values/days.ts', `import { createHash } from 'node:crypto'`],
  [
    'a page ships the contract',
    'miniprogram/pages/home/home.ts',
    `import { actions } from '../../../contract/index'`,
  ],
  [
    'a page ships a part of the contract',
    'miniprogram/pages/home/home.ts',
    `import { actions, type Me } from '../../../contract/index'`,
  ],
  [
    'a page asks for a function',
    'miniprogram/pages/home/home.ts',
    `import type { Visit } from '../../../cloudfunctions/stores/visits'`,
  ],
  [
    'a page knows the local side',
    'miniprogram/pages/home/home.ts',
    `const local = import('../../../local/start')`,
  ],
  ['the API layer knows a page', 'miniprogram/api/call.ts', `export { view } from '../pages/home/view'`],
  [
    'the contract knows a function',
    'contract/visit/own.ts',
    `import { submit } from '../../cloudfunctions/usecases/submit'`,
  ],
  [
    'a store calls a use case',
    'cloudfunctions/stores/visits.ts',
    `import { approve } from '../usecases/approve-visit'`,
  ],
  [
    'a use case reaches for the SDK',
    'cloudfunctions/usecases/approve.ts',
    `import cloud from 'wx-server-sdk'`,
  ],
  [
    'a use case knows its entry',
    'cloudfunctions/usecases/approve.ts',
    `import type { Entry } from '../api/index'`,
  ],
  [
    'an entry is reached by type alone',
    'cloudfunctions/usecases/approve.ts',
    `let entry: import('../api/index').Entry`,
  ],
  [
    'the local cloud knows the functions',
    'local/cloud/index.ts',
    `import { visits } from '../../cloudfunctions/stores/visits'`,
  ],
  [
    'a function knows the local cloud',
    'cloudfunctions/platform/database.ts',
    `require('../../local/cloud/index')`,
  ],
])('%s: caught', (_what, file, text) => {
  expect(wrongArrows(arrowsOf(file, text))).toHaveLength(1)
})

test.each([
  [
    "a page reads the contract's types",
    'miniprogram/pages/home/home.ts',
    `import type { Me } from '../../../contract/index'`,
  ],
  ['a page uses the domain', 'miniprogram/pages/home/home.ts', `import { dayIn } from '../../domain/days'`],
  [
    'a use case loads from a store',
    'cloudfunctions/usecases/approve.ts',
    `import { visits } from '../stores/visits'`,
  ],
])('%s: allowed', (_what, file, text) => {
  expect(wrongArrows(arrowsOf(file, text))).toEqual([])
})
