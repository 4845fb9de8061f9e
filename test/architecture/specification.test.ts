import { describe, expect, test } from 'vitest'
import { SHIPPED, type Settings } from '../../cloudfunctions/stores/settings'
import { GATE_REASONS } from '../../miniprogram/domain/gate/reasons'
import { filesIn, read } from '../../scripts/paths.mjs'

/**
 * Sources name rules by number: "(spec 5.1)", "(spec 2, Days)", "(spec 5.3, case 4)" stand for docs/specification.md,
 * "(house rule 9)" for docs/architecture.md. Each has to exist there.
 */
interface Section {
  /** Headings below it. */
  names: Set<string>
  /** Numbers of its ordered list. */
  items: Set<number>
}

/** Chapters and sections by number; what stands in a section belongs to its chapter too. */
function sectionsOf(markdown: string): Map<string, Section> {
  const sections = new Map<string, Section>()
  let open: Section[] = []
  for (const line of markdown.split('\n')) {
    const chapter = /^## (\d+)\. /.exec(line)
    const section = /^### (\d+)\.(\d+) /.exec(line)
    const name = /^### (\D.*)$/.exec(line)?.[1]
    const item = /^(\d+)\. /.exec(line)?.[1]
    const made: Section = { names: new Set(), items: new Set() }
    if (line.startsWith('## ')) open = []
    if (chapter !== null) open = [made]
    if (section !== null) open = [...open.slice(0, 1), made]
    if (chapter !== null) sections.set(chapter[1] ?? '', made)
    if (section !== null) sections.set(`${section[1] ?? ''}.${section[2] ?? ''}`, made)
    for (const each of open) {
      if (name !== undefined) each.names.add(name)
      if (item !== undefined) each.items.add(Number(item))
    }
  }
  return sections
}

/** A comment's lines as one, so that a reference may be broken between them. */
const joined = (text: string): string => text.replace(/\n\s*(?:\*|\/\/|#)?\s*/g, ' ')

/** References of a text that lead nowhere, as they are written. */
function deadReferences(text: string, sections: ReadonlyMap<string, Section>): string[] {
  return [...joined(text).matchAll(/\(?\bspec \d[^);"]*/g)]
    .map(([reference]) => reference.trim())
    .filter((reference) => !leadsSomewhere(reference, sections))
}

function leadsSomewhere(reference: string, sections: ReadonlyMap<string, Section>): boolean {
  if (!reference.startsWith('(spec ')) return false
  let section: Section | undefined
  return reference
    .slice('(spec '.length)
    .split(', ')
    .every((part) => {
      if (/^[\d.]+$/.test(part)) {
        section = sections.get(part)
        return section !== undefined
      }
      const items = /^(?:refusal|refusals|case) (\d)(?:–(\d))?$/.exec(part)
      if (items === null) return section?.names.has(part) === true
      return [items[1], items[2] ?? items[1]].every((item) => section?.items.has(Number(item)) === true)
    })
}

const houseRulesOf = (markdown: string): Set<string> => {
  const rules = markdown.split('\n## ').find((part) => part.startsWith('House rules')) ?? ''
  return new Set([...rules.matchAll(/^(\d+)\. /gm)].map((match) => match[1] ?? ''))
}

const deadHouseRules = (text: string, rules: ReadonlySet<string>): string[] =>
  [...joined(text).matchAll(/\bhouse rules? (\d+)|\(design \d+/g)]
    .filter(([, rule]) => rule === undefined || !rules.has(rule))
    .map(([reference]) => reference)

const written = filesIn('.', /\.(ts|mjs|cjs|wxml|wxss|wxs|md)$/).filter(
  (file) => file !== 'test/architecture/specification.test.ts',
)
const specification = read('docs/specification.md')
const sections = sectionsOf(specification)
const houseRules = houseRulesOf(read('docs/architecture.md'))

const everywhere = (dead: (text: string) => string[]): string[] =>
  written.flatMap((file) => dead(read(file)).map((reference) => `${file}: ${reference}`))

test('the chapters and sections are these', () => {
  const chapters = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
  const parts = ['4.1', '4.2', '4.3', '4.4', '4.5', '5.1', '5.2', '5.3', '5.4', '5.5', '5.6']
  expect([...sections.keys()].sort()).toEqual([...chapters, ...parts].sort())
  expect([...houseRules].map(Number)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1))
})

test('every reference to the specification leads to a rule', () => {
  expect(everywhere((text) => deadReferences(text, sections))).toEqual([])
})

test('every reference to a house rule leads to one', () => {
  expect(everywhere((text) => deadHouseRules(text, houseRules))).toEqual([])
})

test('a reference that leads nowhere is found', () => {
  const good =
    '(spec 2) (spec 5.1, 5.4) (spec 2, Days) (spec 2, refusals 1–3; decisions) (spec 5.3,\n * case 4)'
  expect(deadReferences(good, sections)).toEqual([])
  const bad = ['(spec 11', '(spec 5.7', '(spec 2, Dates', '(spec 2, refusal 4', '(spec 3: days', 'spec 2']
  expect(deadReferences(bad.map((each) => `${each})`).join(' '), sections)).toEqual(bad)
  expect(deadHouseRules('(house rule 9) (house rule 17) (design 5)', houseRules)).toEqual([
    'house rule 17',
    '(design 5',
  ])
})

test.each(GATE_REASONS)('5.1 names the reason %s', (reason) => {
  const part = specification.split('\n### ').find((each) => each.startsWith('5.1 ')) ?? ''
  expect(part).toMatch(new RegExp(`\\b${reason}\\b`))
})

describe('what the office sets', () => {
  const list = specification.split('\n## ').find((part) => part.startsWith('Settings')) ?? ''

  const clock = (minutes: number): string =>
    [minutes / 60, minutes % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')

  /** A setting as the list has to begin it: with its name, and its value where that is a plain one. */
  function begins(key: string, value: Settings[keyof Settings]): string {
    const name = `\`${key}\``
    if (key === 'digestAt') return `${name} ${clock(Number(value))}`
    if (value === null) return `${name} none`
    if (typeof value === 'boolean') return `${name} ${value ? 'on' : 'off'}`
    if (typeof value === 'number') return `${name} ${value}`
    return typeof value === 'string' ? `${name} \`${value}\`` : name
  }

  test.each(Object.entries(SHIPPED))('%s stands in the list, with the value it ships with', (key, value) => {
    expect(list).toContain(begins(key, value))
  })
})
