import { expect, it, test } from 'vitest'
import { filesIn, read } from '../../scripts/paths.mjs'
import { SUBJECTS } from './layers'

/** What documents list is what is there: a reader who looks for something new finds it. */
const ARCHITECTURE = read('docs/architecture.md')

/** The names in backticks of a text. */
const namesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

/** The text between two others, the first of them included. */
function partOf(text: string, from: string, to: string): string {
  const start = text.indexOf(from)
  const end = text.indexOf(to, start + from.length)
  expect([from, start >= 0, to, end >= 0]).toEqual([from, true, to, true])
  return text.slice(start, end)
}

it('architecture.md says of every collection what is kept, and of no other', () => {
  const table = partOf(ARCHITECTURE, '| collection', '\n\n')
  const named = table.split('\n').flatMap((row) => namesIn(row.split('|')[1] ?? ''))
  expect(named.sort()).toEqual(Object.keys(JSON.parse(read('cloudfunctions/indexes.json'))).sort())
})

it('architecture.md names the subjects of all layers', () => {
  const list = partOf(ARCHITECTURE, 'the same list of subjects:', '. So').split(':')[1] ?? ''
  expect(list.split(',').map((subject) => subject.trim())).toEqual(SUBJECTS)
})

it('architecture.md names every entry, in its picture too', () => {
  const entries = filesIn('cloudfunctions', /^cloudfunctions\/[\w-]+\/index\.ts$/).map(
    (file) => file.split('/')[1] ?? '',
  )
  expect(entries.length).toBeGreaterThan(3)
  const sentence = partOf(ARCHITECTURE, '- `cloudfunctions/', 'are the entries')
  expect(namesIn(sentence).map((name) => name.replace('cloudfunctions/', ''))).toEqual(entries)
  const picture = partOf(ARCHITECTURE, '```\n', '\n```')
  expect(entries.filter((entry) => !picture.includes(`│  ${entry}/ `))).toEqual([])
})

it('architecture.md names every subpackage', () => {
  const { subPackages } = JSON.parse(read('miniprogram/app.json')) as { subPackages: { root: string }[] }
  const named = namesIn(partOf(ARCHITECTURE, 'Subpackages:', ';'))
  expect(named.map((name) => name.replace('/', '')).sort()).toEqual(
    subPackages.map(({ root }) => root).sort(),
  )
})

test('both READMEs list the same commands', () => {
  const commandsOf = (file: string) =>
    read(file)
      .split('\n')
      .flatMap((line) => namesIn(/^\| (`.*?) \|/.exec(line)?.[1] ?? ''))
      .filter((name) => /\b(?:npm|node|npx) /.test(name))
  expect(commandsOf('README.md').length).toBeGreaterThan(20)
  expect(commandsOf('README.zh-CN.md').sort()).toEqual(commandsOf('README.md').sort())
})

it('decision 15 names every fact that a gate without a network may not know', () => {
  const unknowable = [...read('miniprogram/domain/gate/facts.ts').matchAll(/^ {2}(\w+): Known</gm)]
  const sentence = partOf(read('docs/decisions/0015-one-gate-decision.md'), 'The facts of it in', '.\n\n')
  expect(unknowable.length).toBeGreaterThan(5)
  expect(unknowable.map(([, name]) => name).sort()).toEqual(namesIn(sentence).slice(1).sort())
})
