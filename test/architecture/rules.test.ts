import fs from 'node:fs'
import { describe, expect, it } from 'vitest'

/** docs/rules.md names a test for every rule: each has to exist, under this name, in this file. */
interface Row {
  rule: string
  file: string
  test: string
}

function rowsOf(markdown: string): Row[] {
  const lines = markdown.split('\n').filter((line) => /^\| \d/.test(line))
  return lines.map((line) => {
    const [, rule = '', , place = ''] = line.split('|').map((cell) => cell.trim())
    const [file = '', test = ''] = place.split(' › ')
    return { rule, file, test }
  })
}

const exists = ({ file, test }: Row): boolean =>
  test !== '' && fs.existsSync(file) && unescaped(fs.readFileSync(file, 'utf8')).includes(test)

/** A name stands in the source between quotes, where an apostrophe may be escaped. */
const unescaped = (source: string): string => source.replace(/\\(['"`])/g, '$1')

const rows = rowsOf(fs.readFileSync('docs/rules.md', 'utf8'))

describe('every rule’s test exists', () => {
  it('and there are rules', () => expect(rows.length).toBeGreaterThan(10))
  it.each(rows)('$rule', (row) => expect(exists(row), `${row.file} › ${row.test}`).toBe(true))
})

it('a test that doesn’t exist is noticed', () => {
  const planted = '| 2 Some rule | domain/x.ts `x` | test/domain/days.test.ts › no such test of ours |'
  expect(rowsOf(planted).map(exists)).toEqual([false])
})
