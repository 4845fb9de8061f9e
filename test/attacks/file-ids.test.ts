import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import * as z from 'zod'
import { actions } from '../../contract'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'

/** Somebody names a file that isn't theirs to name, so that it is kept, deleted, shown or written over (spec 9). */
let campus: Campus
let staff: Person
let office: Person
beforeAll(async () => {
  campus = await openCampus()
  const member = campus.demo.staff.find(({ unitId, openid }) => unitId === 'security' && openid !== null)
  staff = campus.person(member?.openid ?? '')
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())

const CLOUD = 'cloud://local-env.6c6f-local-env'
const FOREIGN = [
  `${CLOUD}/faces/kept/0123456789abcdef.jpg`,
  `${CLOUD}/faces/incoming/0123456789abcdef.jpg`,
  `${CLOUD}/unit-codes/computing.png`,
  `${CLOUD}/invitation-codes/abc.png`,
  `${CLOUD}/account-forms/../unit-codes/computing.png`,
  `${CLOUD}/account-forms/evidence/../../faces/a.jpg`,
  `${CLOUD}/evidence/../account-forms/a.jpg`,
  `${CLOUD}/account-forms/`,
  `${CLOUD}/account-forms/a.exe`,
  `${CLOUD}//account-forms/a.jpg`,
  `${CLOUD}/x/account-forms/a.jpg`,
  `https://example.com/account-forms/a.jpg`,
  `cloud://a.jpg`,
]

interface Schema {
  pattern?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  allOf?: Schema[]
}

/** Every field of a schema that takes the id of a file, by its path. */
function fileFields(
  { pattern, properties = {}, items, anyOf = [], allOf = [] }: Schema,
  path: string,
): [string, string][] {
  return [
    ...(pattern?.includes('cloud') ? [[path, pattern] as [string, string]] : []),
    ...Object.entries(properties).flatMap(([name, field]) => fileFields(field, `${path}.${name}`)),
    ...(items === undefined ? [] : fileFields(items, `${path}[]`)),
    ...[...anyOf, ...allOf].flatMap((each) => fileFields(each, path)),
  ]
}

const fields = Object.entries(actions).flatMap(([name, { input }]) =>
  fileFields(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema, name),
)

it('file ids come in two fields of all actions, each with one purpose', () => {
  expect(fields.map(([path]) => path)).toEqual(['account.ask.form', 'blacklist.propose.evidence[]'])
})

describe.each(fields)('%s', (path, pattern) => {
  const [own, other] = path.startsWith('account')
    ? ['account-forms', 'evidence']
    : ['evidence', 'account-forms']
  test('takes its own pictures and nothing else', () => {
    const takes = new RegExp(pattern)
    for (const ending of ['jpg', 'png', 'webp', 'heic'])
      expect(takes.test(`${CLOUD}/${own}/0123456789abcdef.${ending}`)).toBe(true)
    for (const file of [...FOREIGN, `${CLOUD}/${other}/0123456789abcdef.jpg`])
      expect(takes.test(file), file).toBe(false)
  })
})

it('a face, a unit’s code or another’s evidence is neither kept alive nor given a day to be deleted on', async () => {
  for (const form of FOREIGN) {
    const asked = { unitId: 'security', reason: '负责来访审批', leaderName: '黄主任', form }
    expect(await staff.outcome('account.ask', asked), form).toBe('BAD_REQUEST')
    const proposed = {
      ...{ name: '韦某', documentKind: 'mainlandId' as const, document: '', phone: '', plate: '桂C12345' },
      ...{ reason: '冲卡', evidence: [form], from: TODAY, until: null },
    }
    expect(await office.outcome('blacklist.propose', proposed), form).toBe('BAD_REQUEST')
  }
})
