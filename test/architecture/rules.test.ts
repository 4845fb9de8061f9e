import fs from 'node:fs'
import { describe, expect, it, test } from 'vitest'

/**
 * docs/rules.md names for every rule what decides it and a test that would fail without it: each has to exist,
 * under this name, in this file. The rules stand beneath the headings of docs/specification.md.
 */
interface Rule {
  /** Headings it stands beneath, and its words. */
  rule: string
  /** `path \`name\`, \`name\`, path \`name\`` */
  decides: string
  file: string
  test: string
}

/** Lines of a rule: `- **words**`, then `decides:` and `test:` below it. Throws for any other line among the rules. */
function rulesOf(markdown: string): Rule[] {
  const rules: Rule[] = []
  let headings: string[] = []
  for (const line of markdown.split('\n').slice(Math.max(0, firstHeading(markdown)))) {
    const [, level, heading] = /^(##|###) (.+)$/.exec(line) ?? []
    const [, words] = /^- \*\*(.+)\*\*$/.exec(line) ?? []
    const [, key, value = ''] = /^ {2}- (decides|test): (.+)$/.exec(line) ?? []
    const rule = rules[rules.length - 1]
    if (heading !== undefined) headings = level === '##' ? [heading] : [...headings.slice(0, 1), heading]
    else if (words !== undefined)
      rules.push({ rule: [...headings, words].join(' › '), decides: '', file: '', test: '' })
    else if (key === 'decides' && rule !== undefined) rule.decides = value
    else if (key === 'test' && rule !== undefined) {
      const [file = '', ...name] = value.split(' › ')
      Object.assign(rule, { file, test: name.join(' › ') })
    } else if (line !== '') throw new Error(`not a line of a rule: ${line}`)
  }
  return rules
}

const firstHeading = (markdown: string): number =>
  markdown.split('\n').findIndex((line) => line.startsWith('## '))

const headingsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^##+ (.+)$/gm)].map((match) => match[1] ?? '')

const testExists = ({ file, test }: Rule): boolean =>
  test !== '' && fs.existsSync(file) && unescaped(fs.readFileSync(file, 'utf8')).includes(test)

/** A name stands in the source between quotes, where an apostrophe may be escaped. */
const unescaped = (source: string): string => source.replace(/\\(['"`])/g, '$1')

/** Paths are written from the folder that says which layer it is. */
const ROOTS = ['miniprogram', 'cloudfunctions', '.']

const pathOf = (file: string): string =>
  ROOTS.map((root) => `${root}/${file}`).find((path) => fs.existsSync(path)) ?? file

/** What a rule names and isn't exported from the file it names; the whole when it can't be read. */
function missing({ decides }: Rule): string[] {
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

const written = fs.readFileSync('docs/rules.md', 'utf8')
const rules = rulesOf(written)

it('there are rules, in the order of the chapters', () => {
  expect(rules.length).toBeGreaterThan(10)
  const wanted = headingsOf(written)
  const specified = headingsOf(fs.readFileSync('docs/specification.md', 'utf8'))
  expect(specified.filter((heading) => wanted.includes(heading))).toEqual(wanted)
})

describe.each(rules)('$rule', (rule) => {
  it('its test exists', () => expect(testExists(rule), `${rule.file} › ${rule.test}`).toBe(true))
  it('what decides it is exported', () => expect(missing(rule)).toEqual([]))
})

test.each([
  ['domain/values/days.ts `dayOf`', 'test/domain/values/days.test.ts › no such test of ours', false, []],
  ['domain/values/days.ts `dayOf`, `noSuch`', 'test/domain/values/days.test.ts › isDay', true, ['noSuch']],
  ['domain/no-file.ts `dayOf`', 'test/domain/values/days.test.ts › isDay', true, ['dayOf']],
  ['domain/values/days.ts', 'test/domain/values/days.test.ts › isDay', true, ['domain/values/days.ts']],
])('a rule that names what doesn’t exist is noticed: %s, %s', (decides, place, exists, names) => {
  const [rule] = rulesOf(`## 2. Booking\n\n- **Some rule**\n  - decides: ${decides}\n  - test: ${place}\n`)
  if (rule === undefined) throw new Error('a rule was expected')
  expect(testExists(rule)).toBe(exists)
  expect(missing(rule).map((each) => each.split(' ').pop())).toEqual(names)
})

test.each([
  '- **Some rule** decides: domain/values/days.ts `dayOf`',
  '  - tests: test/domain/values/days.test.ts › isDay',
  '| 2 Some rule | domain/values/days.ts `dayOf` | test/domain/values/days.test.ts › isDay |',
])('a line that isn’t read is noticed: %s', (line) => {
  expect(() => rulesOf(`## 2. Booking\n\n- **A rule**\n${line}\n`)).toThrow('not a line of a rule')
})

test('a rule without a test, or with nothing that decides it, is noticed', () => {
  const [rule] = rulesOf('## 2. Booking\n\n- **Some rule**\n')
  if (rule === undefined) throw new Error('a rule was expected')
  expect(testExists(rule)).toBe(false)
  expect(missing(rule)).toEqual([''])
})
