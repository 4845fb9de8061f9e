import { describe, expect, it, test } from 'vitest'
import * as z from 'zod'
import { actions, type Action } from '../../contract'
import { cursor, day, id, requestId, visitForm } from '../../contract/values'
import { ACTIONS } from '../../miniprogram/actions'
import { TEXT_FIELDS } from '../../miniprogram/domain/visit/form-fields'
import { formOf } from '../domain/builders'

const NAMES = Object.keys(actions) as Action[]

it('describes exactly the actions of the table', () => {
  expect(NAMES.sort()).toEqual(Object.keys(ACTIONS).sort())
})

interface Schema {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  maxLength?: number
  maxItems?: number
  pattern?: string
  enum?: unknown[]
  const?: unknown
  additionalProperties?: Schema | boolean
}

/** Paths of texts and lists in a schema that could be as long as the caller likes. */
function unboundedIn(schema: Schema, path: string): string[] {
  const parts = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => unboundedIn(each, `${path}.${key}`)),
    ...(schema.anyOf ?? []).flatMap((each) => unboundedIn(each, path)),
    ...(schema.items === undefined ? [] : unboundedIn(schema.items, `${path}[]`)),
  ]
  const free = schema.enum === undefined && schema.const === undefined
  if (schema.type === 'string' && free && schema.maxLength === undefined && !endsItself(schema.pattern))
    parts.push(path)
  if (schema.type === 'array' && schema.maxItems === undefined) parts.push(`${path}[]`)
  return parts
}

/** A pattern that is anchored and repeats nothing without end. */
const endsItself = (pattern: string | undefined): boolean =>
  pattern !== undefined &&
  pattern.startsWith('^') &&
  pattern.endsWith('$') &&
  !/[*+]|,\}/.test(pattern.replace(/\[[^\]]*\]|\\./g, ''))

/** Keys anywhere in a schema. */
function keysIn(schema: Schema): string[] {
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => [key, ...keysIn(each)]),
    ...(schema.anyOf ?? []).flatMap(keysIn),
    ...(schema.items === undefined ? [] : keysIn(schema.items)),
  ]
}

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Schema => z.toJSONSchema(shape, { io }) as Schema

it('finds what is of unlimited length', () => {
  const shape = z.object({ text: z.string(), list: z.array(z.object({ word: z.string().regex(/^a+$/) })) })
  expect(unboundedIn(schemaOf(shape, 'input'), '').sort()).toEqual(['.list[]', '.list[].word', '.text'])
})

describe.each(NAMES)('%s', (name) => {
  it('takes nothing of unlimited length', () => {
    expect(unboundedIn(schemaOf(actions[name].input, 'input'), name)).toEqual([])
  })

  it('asks for no identity and hands none out', () => {
    const names = [
      ...keysIn(schemaOf(actions[name].input, 'input')),
      ...keysIn(schemaOf(actions[name].output, 'output')),
    ]
    expect(names.filter((key) => /openid|phoneHash|documentHash|^owner$/i.test(key))).toEqual([])
  })
})

/**
 * What is compared or looked up and shown to nobody: scanned and platform codes, last fours, marks of an import; the cells of
 * a file have their own reader.
 */
const READ_BY_MACHINES = [
  'after',
  'cells',
  'code',
  'content',
  'document',
  'head',
  'phone',
  'seen',
  'templateId',
]

/** Paths of texts without a pattern that aren't read as a line (typed). */
function unreadIn(schema: z.core.$ZodType, path: string): string[] {
  const { def } = schema._zod as unknown as { def: Def }
  if (def.type === 'string') {
    const kinds = (def.checks ?? []).map(({ _zod }) => _zod.def.check)
    return kinds.includes('overwrite') || kinds.includes('string_format') ? [] : [path]
  }
  return [
    ...Object.entries(def.shape ?? {}).flatMap(([key, each]) => unreadIn(each, `${path}.${key}`)),
    ...[def.element, def.innerType, ...(def.options ?? [])].flatMap((each) =>
      each === undefined ? [] : unreadIn(each, path),
    ),
  ]
}

interface Def {
  type: string
  checks?: { _zod: { def: { check: string } } }[]
  shape?: Record<string, z.core.$ZodType>
  element?: z.core.$ZodType
  innerType?: z.core.$ZodType
  options?: z.core.$ZodType[]
}

describe('values', () => {
  it('what people write is read as a line, in every action', () => {
    const unread = NAMES.flatMap((name) => unreadIn(actions[name].input, name))
    expect([...new Set(unread.map((path) => path.split('.').pop()))].sort()).toEqual(READ_BY_MACHINES)
  })

  test.each([
    ['turned around', '施工\u202e人员', '施工人员'],
    ['hidden', '设\u200b备\u0000检修', '设备检修'],
    ['marked beyond U+FFFF', '设\u{e0041}备\u2800检\ufff9修\u{e0100}', '设备检修'],
    ['on two lines', '  第一行\r\n第二行 ', '第一行 第二行'],
    ['plain', '同意，按时到', '同意，按时到'],
  ])('a free text that is %s is one plain line', (_how, text, line) =>
    expect(actions['approval.return'].input.parse({ visitId: 'visit-1', reason: text })).toMatchObject({
      reason: line,
    }),
  )

  test.each([
    [
      'an id',
      id,
      ['abc', 'AbCdEfGhIjKlMnOp', 'a_b-c', 'x'.repeat(64)],
      ['', 'a b', 'a.b', '$ne', 'a/b', '中', 'x'.repeat(65), 'a\n', { $ne: 1 }, 1, null],
    ],
    [
      'a request id',
      requestId,
      ['0123456789abcdef', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
      ['', 'short', 'x'.repeat(65), '0123456789abcde_', 1],
    ],
    [
      'a cursor',
      cursor,
      ['', 'MjAyNi0wNS0yMzowMDAxNzc5NTE2MDAwMDpBYkNk', '-_09azAZ'],
      ['{"$gt":""}', 'a'.repeat(1001), '$x', 'a"b', '2026-05-23:1', '韦建国', 'a+b', 'a=', 1],
    ],
    [
      'a day',
      day,
      ['2026-05-23', '9999-12-31'],
      ['2026-5-23', '9999-99-99', '2026-02-30', '20260523', '2026-05-23T00:00', '', 1, 'a026-05-23'],
    ],
  ])('%s', (_, shape, good, bad) => {
    for (const value of good) expect([value, shape.safeParse(value).success]).toEqual([value, true])
    for (const value of bad) expect([value, shape.safeParse(value).success]).toEqual([value, false])
  })

  it('a form as the page makes it fits, also an empty one', () => {
    expect(visitForm.parse(formOf())).toEqual(formOf())
    const empty = formOf({
      hostId: '',
      purpose: '',
      name: '',
      phone: '',
      document: '',
      firstDay: '',
      lastDay: '',
    })
    expect(visitForm.parse(empty)).toEqual(empty)
  })

  it('what a form has besides is dropped', () => {
    expect(visitForm.parse({ ...formOf(), owner: 'x', state: 'approved' })).toEqual(formOf())
  })

  it.each(TEXT_FIELDS)('a form of before %s was asked for is taken', (field) => {
    const { [field]: _, ...older } = formOf()
    expect(visitForm.parse(older)).toEqual({ ...formOf(), [field]: '' })
  })
})
