import { expect, it, test } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'
import { importGraph } from './import-graph'
import { SUBJECTS } from './layers'

/** What every subject is made of, or what holds them together. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  'miniprogram/domain': ['values', 'errors'],
  'cloudfunctions/usecases': ['as-seen', 'caller', 'in-batches'],
  contract: ['index', 'action', 'values', 'together', 'console'],
}

test.each(Object.entries(BESIDES))('%s is ordered by subject', (folder, besides) => {
  const names = filesIn(folder, /\.ts$/).map((file) =>
    (file.slice(folder.length + 1).split('/')[0] ?? '').replace(/\.ts$/, ''),
  )
  expect(names.length).toBeGreaterThan(0)
  expect([...new Set(names)].filter((name) => !SUBJECTS.includes(name) && !besides.includes(name))).toEqual(
    [],
  )
})

/** Files that import each other, directly or around some corners, each circle once. */
function circles(arrows: readonly { from: string; to: string }[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of arrows) if (from !== to) next.set(from, [...(next.get(from) ?? []), to])
  const found = new Set<string>()
  const done = new Set<string>()
  const walk = (file: string, path: string[]): void => {
    const at = path.indexOf(file)
    if (at >= 0) {
      const circle = path.slice(at)
      const first = circle.indexOf([...circle].sort()[0] ?? '')
      found.add([...circle.slice(first), ...circle.slice(0, first)].join(' → '))
      return
    }
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return [...found].sort()
}

it('finds a circle around a corner, and none where two ways meet', () => {
  const to = (from: string, ...targets: string[]) => targets.map((target) => ({ from, to: target }))
  expect(circles([...to('a', 'b', 'c'), ...to('b', 'd'), ...to('c', 'd')])).toEqual([])
  expect(circles([...to('a', 'b'), ...to('b', 'c'), ...to('c', 'a')])).toEqual(['a → b → c'])
})

it('no file runs itself around some corners', { timeout: 60_000 }, () => {
  const running = importGraph().filter(({ to, typeOnly }) => !typeOnly && !/^(npm|node):/.test(to))
  for (const root of [
    'cloudfunctions/',
    'contract/',
    'miniprogram/',
    'local/',
    'scripts/',
    'bench/',
    'test/',
  ])
    expect(running.some(({ from }) => from.startsWith(root))).toBe(true)
  expect(circles(running)).toEqual([])
})

it('no source file is longer than 300 lines', () => {
  const sources = filesIn(
    '.',
    /^(miniprogram|contract|cloudfunctions|console|local|bench|scripts)\/.*\.(ts|mjs)$/,
  )
  const long = sources.filter((file) => !file.includes('miniprogram_npm/') && lineCount(read(file)) > 300)
  expect(sources.length).toBeGreaterThan(300)
  expect(long).toEqual([])
})

const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length
