import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { seal } from '../../cloudfunctions/platform/sealing'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from '../functions/campus'
import { book, bookApproved, HOLDER_KEY, identityOf } from '../functions/visitors'

/** The card for the driver has gone on to strangers, a day later too: it shows the way, and opens nothing (spec 2, The way to a gate). */
let campus: Campus
let numbers = 83_000
const next = (): number => ++numbers
beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const stranger = () => campus.person(`stranger-${next()}`)
const look = (card: string) => stranger().get('pass.directions', { card })
async function carded(changes = {}) {
  const number = next()
  const { plate, phone, document } = identityOf(number)
  const booked = await bookApproved(campus, number, { driving: true, plate, ...changes })
  return { ...booked, card: booked.pass.directions, personal: [plate, phone, document] }
}

describe('whoever holds it', () => {
  it('reads days and gates, and nothing of who comes or of the code', async () => {
    const { card, visitId, pass, personal } = await carded()
    const told = await look(card)
    expect(told).toMatchObject({ state: 'open', visit: { firstDay: pass.visit.firstDay, driving: true } })
    expect(told.visit?.gates).toEqual(pass.gates)
    expect(Object.keys(told.visit ?? {}).sort()).toEqual([
      ...['controls', 'driving', 'firstDay', 'gates', 'lastDay', 'purposeClass'],
    ])
    const { name, hostName, unitName } = pass.visit
    for (const secret of [...personal, visitId, pass.shortCode, pass.statement, name, hostName, unitName])
      expect(JSON.stringify(told)).not.toContain(secret)
  })

  it('has nothing in it that another action takes: neither the id of the visit nor one of its own', async () => {
    const { card, visitId } = await carded()
    expect(card).not.toContain(visitId)
    for (const action of ['visit.get', 'visit.cancel', 'pass.issue'] as const)
      expect(await stranger().outcome(action, { visitId: card, holderKey: HOLDER_KEY }), action).toBe(
        'BAD_REQUEST',
      )
  })

  test.each<[string, (card: string, visitId: string) => string]>([
    ['altered', (card) => `${card.slice(0, -2)}${card.endsWith('AA') ? 'BB' : 'AA'}`],
    ['cut', (card) => card.slice(0, 20)],
    ['the id itself under a key', (_, visitId) => `d1.${visitId}`],
    ['of another key', (card) => card.replace(/^[^.]*/, 'd9')],
    ['of nothing', () => 'd1.AAAA'],
    [
      'the id sealed for another use',
      (_, id) => seal(id, { collection: 'visits', record: id, field: 'phone' }),
    ],
    [
      'the id alone, sealed as a card',
      (_, id) => seal(id, { collection: 'visits', record: 'card', field: 'directions' }),
    ],
    [
      'of a visit that there isn’t',
      () => seal('none', { collection: 'visits', record: 'card', field: 'directions' }),
    ],
  ])('made by trying, it is answered the same: %s', async (_, made) => {
    const { card, visitId } = await carded()
    expect(await stranger().ask('pass.directions', { card: made(card, visitId) })).toMatchObject({
      ...{ code: 'NOT_FOUND', details: {} },
    })
  })
})

describe('a visit that isn’t to come any more says so, and nothing else', () => {
  it('revoked', async () => {
    const { card, approver, visitId } = await carded()
    await approver.get('approval.revoke', { visitId, reason: '会议取消' })
    expect(await look(card)).toEqual({ state: 'off', visit: null })
  })

  it('cancelled by its visitor', async () => {
    const { card, visitor, visitId } = await carded()
    await visitor.get('visit.cancel', { visitId })
    expect(await look(card)).toEqual({ state: 'off', visit: null })
  })

  it('on the day after, whether anybody came or not', async () => {
    const { card, pass } = await carded({ firstDay: TODAY, lastDay: TODAY })
    expect(pass.visit.lastDay).toBe(TODAY)
    campus.clock.now = startOfDay(addDays(TODAY, 1)) + 60_000
    expect(await look(card)).toEqual({ state: 'over', visit: null })
  })
})

it('one that isn’t approved has no card at all', async () => {
  const { visitor, visitId } = await book(campus, next())
  const reply = await visitor.ask('pass.issue', { visitId, holderKey: HOLDER_KEY })
  expect(JSON.stringify(reply)).not.toContain('directions')
})
