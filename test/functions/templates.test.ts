import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Input } from '../../contract'
import { demoTemplates } from '../../local/demo'
import { openCampus, type Campus, type Person } from './campus'
import { book } from './visitors'

/** Which template tells of what: a wrong field is found when the office names it, not by who waits for a notice. */
let campus: Campus
let office: Person
const templateId = demoTemplates.decision.id

beforeAll(async () => {
  campus = await openCampus()
  const { noteTemplates } = await import('../../cloudfunctions/usecases/notice/account-templates')
  await noteTemplates(campus.clock.now)
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())

const fields = (changes: Partial<Record<string, string>> = {}): Input<'template.save'>['fields'] =>
  asFields({ result: 'phrase1', unit: 'thing2', when: 'thing3', note: 'thing4', ...changes })
const asFields = (parts: Partial<Record<string, string>>): Input<'template.save'>['fields'] =>
  Object.entries(parts).map(
    ([part, field = '']) => ({ part, field }) as Input<'template.save'>['fields'][number],
  )

it('a template that the account lacks, fields that it lacks, kinds that don’t suit: nothing is changed', async () => {
  const save = (input: Partial<Input<'template.save'>>) =>
    office.ask('template.save', { use: 'decision', templateId, fields: fields(), ...input })
  expect(await save({ templateId: 'nobody-has-this' })).toMatchObject({ code: 'TEMPLATE_UNKNOWN' })
  expect(await save({ fields: fields({ note: 'thing9' }) })).toMatchObject({
    ...{ code: 'TEMPLATE_FIELDS', details: { faults: 'note, thing4' } },
  })
  expect(await save({ fields: fields({ result: 'thing2', unit: 'phrase1' }) })).toMatchObject({
    ...{ code: 'TEMPLATE_FIELDS', details: { faults: 'unit' } },
  })
  expect(await campus.stored<never>('settings', 'rules')).not.toHaveProperty('templateFields')
})

it('two of the office at once: the later one is told about the same template, not about another', async () => {
  const { revision: seen } = await office.get('rules.get', {})
  const colleague = campus.person(campus.demo.office[1]?.openid ?? '')
  const save = { use: 'decision' as const, templateId, seen }
  await colleague.get('template.save', { ...save, fields: fields({ unit: 'thing4', note: 'thing2' }) })
  const other = { ...save, fields: fields() }
  expect(await office.ask('template.save', other)).toMatchObject({
    ...{ code: 'RULE_CHANGED', details: { byName: campus.demo.office[1]?.name } },
  })
  const newBooking = demoTemplates.newBooking.id
  const parts = { who: 'thing1', why: 'thing2', when: 'thing3', host: 'thing4' }
  expect(
    await office.outcome('template.save', {
      ...{ use: 'newBooking', templateId: newBooking, seen },
      fields: asFields(parts),
    }),
  ).toBe('ok')
  const { revision } = await office.get('rules.get', {})
  expect(await office.outcome('template.save', { ...other, seen: revision })).toBe('ok')
})

it('parts go into the fields that the office named, from the next notice on', async () => {
  await office.get('template.save', {
    ...{ use: 'decision', templateId, fields: fields({ unit: 'thing4', note: 'thing2' }) },
  })
  const { visitor, visitId } = await book(campus, 1)
  await campus.cloud.consent.record(visitor.openid ?? '', templateId, 'accept')
  const [approver = ''] = campus.demo.approvers
    .filter(({ unitIds }) => unitIds.includes('computing'))
    .map(({ openid }) => openid)
  await campus.person(approver).get('approval.approve', { visitId })
  expect(campus.cloud.notices.list(visitor.openid ?? '')).toMatchObject([
    { fields: { phrase1: '已通过', thing4: '计算机学院', thing2: '凭通行码入校，点击查看' } },
  ])
})
