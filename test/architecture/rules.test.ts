import fs from 'node:fs'
import { describe, expect, it, test } from 'vitest'

/**
 * docs/rules.md names for every rule what decides it and a test that would fail without it: each has to exist,
 * under this name, in this file.
 */
interface Row {
  rule: string
  /** `path \`name\`, \`name\`, path \`name\`` */
  decides: string
  file: string
  test: string
}

function rowsOf(markdown: string): Row[] {
  const lines = markdown.split('\n').filter((line) => /^\| \d/.test(line))
  return lines.map((line) => {
    const [, rule = '', decides = '', place = ''] = line.split('|').map((cell) => cell.trim())
    const [file = '', test = ''] = place.split(' › ')
    return { rule, decides, file, test }
  })
}

const testExists = ({ file, test }: Row): boolean =>
  test !== '' && fs.existsSync(file) && unescaped(fs.readFileSync(file, 'utf8')).includes(test)

/** A name stands in the source between quotes, where an apostrophe may be escaped. */
const unescaped = (source: string): string => source.replace(/\\(['"`])/g, '$1')

/** Paths are written from the folder that says which layer it is. */
const ROOTS = ['miniprogram', 'cloudfunctions', '.']

const pathOf = (file: string): string =>
  ROOTS.map((root) => `${root}/${file}`).find((path) => fs.existsSync(path)) ?? file

/** What a row names and isn't exported from the file it names; the cell itself when it can't be read. */
function missing({ decides }: Row): string[] {
  if (!/^([\w./-]+( `\w+`,?)+ ?)+$/.test(decides)) return [decides]
  let source = ''
  let path = ''
  return [...decides.matchAll(/`(\w+)`|([\w./-]+)/g)].flatMap(([, name, file]) => {
    if (file !== undefined) {
      path = pathOf(file)
      source = fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : ''
      return []
    }
    return isExported(source, name ?? '') ? [] : [`${path} ${name}`]
  })
}

const isExported = (source: string, name: string): boolean =>
  new RegExp(`^export (async )?(function|const|class) ${name}\\b`, 'm').test(source)

const chapterOf = ({ rule }: Row): number => {
  const [chapter = 0, section = 0] = (/^[\d.]+/.exec(rule)?.[0] ?? '').split('.').map(Number)
  return chapter * 100 + section
}

const rows = rowsOf(fs.readFileSync('docs/rules.md', 'utf8'))

it('there are rules, in the order of the chapters', () => {
  expect(rows.length).toBeGreaterThan(10)
  const chapters = rows.map(chapterOf)
  expect(chapters).toEqual([...chapters].sort((a, b) => a - b))
})

describe.each(rows)('$rule', (row) => {
  it('its test exists', () => expect(testExists(row), `${row.file} › ${row.test}`).toBe(true))
  it('what decides it is exported', () => expect(missing(row)).toEqual([]))
})

test.each([
  [
    '| 2 Some rule | domain/values/days.ts `dayOf` | test/domain/values/days.test.ts › no such test of ours |',
    false,
    [],
  ],
  [
    '| 2 Some rule | domain/values/days.ts `dayOf`, `noSuch` | test/domain/values/days.test.ts › isDay |',
    true,
    ['noSuch'],
  ],
  ['| 2 Some rule | domain/no-file.ts `dayOf` | test/domain/values/days.test.ts › isDay |', true, ['dayOf']],
  [
    '| 2 Some rule | domain/values/days.ts | test/domain/values/days.test.ts › isDay |',
    true,
    ['domain/values/days.ts'],
  ],
])('a row that names what doesn’t exist is noticed: %s', (planted, exists, names) => {
  const [row] = rowsOf(planted)
  if (row === undefined) throw new Error('a row was expected')
  expect(testExists(row)).toBe(exists)
  expect(missing(row).map((each) => each.split(' ').pop())).toEqual(names)
})
