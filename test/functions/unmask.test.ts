import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCampus, type Campus } from './campus'
import { contentsOfDatabase } from './database-changes'
import { approversOf, book, identityOf } from './visitors'

/** An approver sees and calls the visitor on a tap that is recorded (spec 9). */
let campus: Campus
let numbers = 65_000
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())

const approver = (unitId = 'computing') => campus.person(approversOf(campus, unitId)[0] as string)
interface Row {
  _id: string
  kind: string
  action: string
  by: { id: string }
  changes: { collection: string; id: string }[]
}
const rowsOf = (collection: string): unknown[] =>
  [...contentsOfDatabase(campus)]
    .filter(([key]) => key.startsWith(`${collection}/`))
    .map(([, document]) => (typeof document === 'string' ? JSON.parse(document) : document) as unknown)
const trailOf = (visitId: string): Row[] =>
  (rowsOf('audit') as Row[]).filter(
    ({ kind, action, changes }) =>
      kind === 'row' && action === 'approval.unmask' && changes.some(({ id }) => id === visitId),
  )

it('masked until asked for, then in full, and who asked stands on the audit trail', async () => {
  const number = next()
  const companion = {
    name: '同行的人',
    documentKind: 'mainlandId' as const,
    document: identityOf(next()).document,
  }
  const { visitId, visitor } = await book(campus, number, { name: '欧阳修文', companions: [companion] })
  const { document, phone } = identityOf(number)
  const masked = JSON.stringify(await approver().get('approval.get', { visitId }))
  for (const text of [document, phone, companion.document]) expect(masked).not.toContain(text)
  expect(trailOf(visitId)).toEqual([])
  expect(await approver().get('approval.unmask', { visitId })).toEqual({
    ...{ name: '欧阳修文', document, phone },
    companions: [companion],
  })
  expect(trailOf(visitId).map(({ by }) => by.id)).toEqual([approver().openid])
  // A form that the visitor has open is still the present one.
  const { rev } = await visitor.get('visit.get', { visitId })
  expect(rev).toBe(1)
})

it('not for an approver of another unit, who leaves no trace on the booking', async () => {
  const { visitId } = await book(campus, next())
  expect(await approver('literature').outcome('approval.unmask', { visitId })).toBe('NOT_FOUND')
  expect(trailOf(visitId)).toEqual([])
})

it('what is kept for a repeated call has nothing of the person', async () => {
  const number = next()
  const { visitId } = await book(campus, number)
  const again = () => approver().get('approval.unmask', { visitId }, 'unmask-once-and-again-1')
  expect(await again()).toEqual(await again())
  expect(trailOf(visitId)).toHaveLength(1)
  const kept = JSON.stringify(rowsOf('audit'))
  expect(kept).toContain('"kind":"reply","action":"approval.unmask"')
  expect(kept).not.toContain(identityOf(number).document)
  expect(kept).not.toContain(identityOf(number).phone)
})

it('a repeated call is refused once the booking is no longer to be seen', async () => {
  const { visitId, visitor } = await book(campus, next())
  const again = () => approver().outcome('approval.unmask', { visitId }, 'unmask-once-and-again-2')
  expect(await again()).toBe('ok')
  const { rev } = await visitor.get('visit.get', { visitId })
  await campus.put('visits', { _id: visitId, unitId: 'literature', rev })
  expect(await again()).toBe('NOT_FOUND')
})
