import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { CODE_STEP_MS, codeStepOf } from '../../miniprogram/domain/walk-in/code-steps'
import { TICKET_MS } from '../../miniprogram/domain/walk-in/walk-in'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { openWalkIns, shownAt, WALK_IN_GATE, walkInForm } from '../functions/walk-ins'

/** Who would like to walk in without standing at the gate, or for many (spec 4.3). */
let campus: Campus
let day = TODAY
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(async () => {
  day = addDays(day, 1)
  campus.clock.now = startOfDay(day) + 14 * 3_600_000
  await openWalkIns(campus, { perHour: 40, perDay: 400 })
})

const somebody = (): Person => campus.person(`somebody-${++numbers}`)
const read = (who: Person, code: string): Promise<string> => who.outcome('walkIn.read', { code })
const send = (who: Person, number = numbers): Promise<string> =>
  who.outcome('walkIn.submit', { form: walkInForm(number) })

test.each([
  ['at once', 0, 'ok'],
  ['when the gate shows the next one', CODE_STEP_MS, 'ok'],
  ['when the gate shows the one after', 2 * CODE_STEP_MS, 'WALK_IN_CODE'],
  ['from a photo, a minute and a half later', 90_000, 'WALK_IN_CODE'],
  ['on the next day', 86_400_000, 'WALK_IN_CODE'],
])(
  'a code %s is taken for as long as somebody at the gate needs, and not from a photo',
  async (_, later, outcome) => {
    const code = shownAt(campus)
    campus.clock.now = codeStepOf(campus.clock.now) * CODE_STEP_MS + later
    expect(await read(somebody(), code)).toBe(outcome)
  },
)

describe('a ticket', () => {
  it('is good for one form, for some minutes', async () => {
    const [slow, late] = [somebody(), somebody()]
    const code = shownAt(campus)
    for (const who of [slow, late]) expect(await read(who, code)).toBe('ok')
    campus.clock.now += TICKET_MS - 1
    // Opened anew, it is the same ticket, though the code is long gone.
    expect(await read(slow, code)).toBe('ok')
    expect(await send(slow, 900)).toBe('ok')
    campus.clock.now += 1
    expect(await send(late, 901)).toBe('WALK_IN_TICKET')
    expect(await read(late, code)).toBe('WALK_IN_TICKET')
  })

  it('isn’t lengthened by reading the same code again', async () => {
    const who = somebody()
    const code = shownAt(campus)
    const first = await who.get('walkIn.read', { code })
    campus.clock.now += 20_000
    expect((await who.get('walkIn.read', { code })).until).toBe(first.until)
  })

  it('is of who read the code: a form that is passed on is nobody’s', async () => {
    const who = somebody()
    await read(who, shownAt(campus))
    expect(await send(somebody(), 910)).toBe('WALK_IN_TICKET')
    expect(await send(who, 911)).toBe('ok')
  })

  it('is spent with its form, also when that is cancelled: the same code gives no second one', async () => {
    const who = somebody()
    const code = shownAt(campus)
    await read(who, code)
    const { visitId } = await who.get('walkIn.submit', { form: walkInForm(920) })
    await who.get('visit.cancel', { visitId })
    expect(await send(who, 921)).toBe('WALK_IN_TICKET')
    expect(await read(who, code)).toBe('WALK_IN_TICKET')
  })

  it('gives the same answer for the same request, also when it is over', async () => {
    const who = somebody()
    await read(who, shownAt(campus))
    const requestId = randomUUID()
    const first = await who.ask('walkIn.submit', { form: walkInForm(930) }, requestId)
    campus.clock.now += TICKET_MS
    const again = await who.ask('walkIn.submit', { form: walkInForm(930) }, requestId)
    expect(again).toMatchObject({ ok: true, data: (first as { data: object }).data })
    expect(await who.ask('walkIn.submit', { form: walkInForm(931) }, requestId)).toMatchObject({ ok: false })
  })

  it('is for the gate whose code was read, whatever another gate shows', async () => {
    await openWalkIns(campus, {}, 'yanshan-east')
    const who = somebody()
    await read(who, shownAt(campus, 'yanshan-east'))
    const { visitId } = await who.get('walkIn.submit', { form: walkInForm(940) })
    const stored = await campus.stored<{ _id: string; gateIds: string[] }>('visits', visitId)
    expect(stored?.gateIds).toEqual(['yanshan-east'])
  })
})

test('guessing is counted, and reaches the office', async () => {
  const guesser = somebody()
  const outcomes: string[] = []
  for (let index = 0; index < 13; index++) outcomes.push(await read(guesser, `guess-${index}`))
  expect(outcomes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'WALK_IN_CODE'))
  expect(outcomes.slice(10)).toEqual(Array.from({ length: 3 }, () => 'TOO_MANY_TRIES'))
  const office = campus.person(campus.demo.office[0]?.openid ?? '')
  const { rows } = await office.get('gate.wrongTries', { cursor: null })
  expect(rows[0]).toMatchObject({ kind: 'wrongCode', count: 13 })
  // Nobody else at the gate is held up by it.
  expect(await read(somebody(), shownAt(campus))).toBe('ok')
})

test('a code of a gate that is closed opens nothing', async () => {
  const code = shownAt(campus)
  await openWalkIns(campus, { open: false })
  expect(await read(somebody(), code)).toBe('WALK_IN_CLOSED')
  const guard = campus.person(
    campus.demo.guards.find(({ gateIds }) => gateIds.includes(WALK_IN_GATE))?.openid ?? '',
  )
  expect((await guard.get('walkIn.code', { gateId: WALK_IN_GATE })).picture).toBeNull()
})

test('one WeChat user takes few places, however many papers they hold', async () => {
  const hoarder = somebody()
  let taken = 0
  for (let index = 0; index < 14; index++) {
    campus.clock.now += CODE_STEP_MS
    if ((await read(hoarder, shownAt(campus))) !== 'ok') continue
    const reply = await hoarder.ask('walkIn.submit', { form: walkInForm(960 + index) })
    if (reply.ok) {
      taken++
      await hoarder.get('visit.cancel', { visitId: reply.data.visitId })
    }
  }
  // As many as anybody may send a day (spec 2, Fair use).
  expect(taken).toBe(10)
})
