import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { actions, type Action } from '../../contract'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { approversOf, formFor } from './visitors'

/** Whatever is sent, the answer is a typed refusal: never INTERNAL, never an exception. */
let campus: Campus
let send: (event: unknown, openid?: string) => Promise<{ ok: boolean; code?: string }>

beforeAll(async () => {
  campus = await openCampus({ staff: 100 })
  const { handle } = await import('../../cloudfunctions/api/handle')
  send = (event, openid = 'anybody') => handle(event, openid, NOW, 'trace')
})
afterAll(() => campus.close())

const HUGE = '宝'.repeat(300_000)
const polluted = JSON.parse(
  '{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}',
) as object

/** Values that are never the right type everywhere, and those that mean something to a database or to JavaScript. */
const WRONG: [string, unknown][] = [
  ['null', null],
  ['a number', 42],
  ['not a number', Number.NaN],
  ['a boolean', true],
  ['a list', ['a', 'b']],
  ['a huge text', HUGE],
  ['an operator', { $ne: null }],
  ['an operator as text', '{"$gt":""}'],
  ['a where clause', { $where: 'sleep(1000)' }],
  ['a regular expression', { $regex: '.*' }],
  ['polluting keys', polluted],
  ['__proto__', '__proto__'],
  ['emoji', '👨‍👩‍👧‍👦😀'],
  ['a lone surrogate', '\ud83d'],
  ['a zero byte', 'a\u0000b'],
  ['a line end', 'a\r\nb'],
  ['markup', '<script>alert(1)</script>'],
  ['a path', '../../etc/passwd'],
]

/** Values that fit the fields of this name in most actions, so that one wrong field is the only wrong one. */
const LIKELY = { list: 'pending', cursor: null, text: '覃', visitId: 'a', reason: 'b', gateId: 'c', rev: 1 }

function fieldsOf(action: Action): string[] {
  const { input } = actions[action] as { input: { shape?: object; unwrap?: () => { shape?: object } } }
  return Object.keys(input.shape ?? input.unwrap?.().shape ?? {})
}

describe.each(WRONG)('%s', (_, wrong) => {
  it('as the whole request', async () => {
    expect(await send(wrong)).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  it('as the action', async () => {
    expect(await send({ action: wrong, input: {}, requestId: randomUUID() })).toMatchObject({
      ok: false,
      code: 'BAD_REQUEST',
    })
  })

  it('as the request id', async () => {
    const reply = await send({ action: 'visit.cancel', input: { visitId: 'a' }, requestId: wrong })
    expect(reply).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  it('as the input, and as each field of it, of every action', async () => {
    for (const action of Object.keys(actions) as Action[]) {
      const openid = approversOf(campus, 'computing')[0] as string
      const whole = await send({ action, input: wrong, requestId: randomUUID() }, openid)
      expect([action, whole.code]).not.toEqual([action, 'INTERNAL'])
      for (const field of fieldsOf(action)) {
        const input = { ...LIKELY, [field]: wrong }
        const reply = await send({ action, input, requestId: randomUUID() }, openid)
        expect([action, field, reply.code]).not.toEqual([action, field, 'INTERNAL'])
      }
    }
  })

  it('as each field of the form', async () => {
    for (const field of Object.keys(formFor(campus, 1))) {
      const form = { ...formFor(campus, 1), [field]: wrong }
      const reply = await send({ action: 'visit.submit', input: { form }, requestId: randomUUID() })
      const harmless = field === 'note' || field === 'plate'
      if (reply.ok)
        expect([field, harmless || (field === 'driving' && wrong === true)]).toEqual([field, true])
      else expect(['BAD_REQUEST', 'FORM', 'DUPLICATE']).toContain(reply.code)
    }
  })
})

test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty', 'visit.submit ', 'VISIT.SUBMIT', ''])(
  'an action called %j does not exist',
  async (action) =>
    expect(await send({ action, input: {}, requestId: randomUUID() })).toMatchObject({ code: 'BAD_REQUEST' }),
)

it('a refused request says which fields were wrong and nothing of what they held', async () => {
  const form = {
    ...formFor(campus, 1),
    companions: [{ name: 1, documentKind: 'secret-kind', document: '450305199001011234' }],
  }
  const reply = await send({ action: 'visit.submit', input: { form }, requestId: randomUUID() })
  expect(reply).toMatchObject({
    details: { fields: ['form.companions.0.name', 'form.companions.0.documentKind'] },
  })
  expect(JSON.stringify(reply)).not.toMatch(/secret-kind|450305/)
})

it('nothing a request holds changes what objects are', async () => {
  await send({
    action: 'visit.submit',
    input: { form: { ...formFor(campus, 1), ...polluted } },
    requestId: randomUUID(),
  })
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

it('any JSON at all is answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(actions)),
      fc.jsonValue({ maxDepth: 4 }),
      async (action, input) => {
        const reply = await send({ action, input, requestId: randomUUID() })
        expect(reply.code).not.toBe('INTERNAL')
      },
    ),
    { numRuns: 150 },
  )
})
