import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOW } from '../domain/builders'
import type * as SearchLimits from '../../cloudfunctions/stores/search-limits'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { book, formFor, manyBookings } from '../functions/visitors'

/** Somebody reads out who works at the university, in every way that names a host (spec 2, Host). */
const MAX_A_MINUTE = 40
const MAX_HOSTS_A_DAY = 100
const DAY = 86_400_000
let campus: Campus
let limits: typeof SearchLimits
beforeAll(async () => {
  campus = await openCampus({ staff: 400 })
  limits = await import('../../cloudfunctions/stores/search-limits')
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.clock.now = NOW
  await manyBookings(campus)
})

const hosts = () => campus.demo.staff.map(({ id }) => id)
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('')
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))

describe('searching', () => {
  it('many at once: no more than a minute’s are answered', async () => {
    const curious = campus.person('at-once')
    const outcomes: string[] = []
    for (let round = 0; round < 4; round++)
      outcomes.push(
        ...(await Promise.all(
          Array.from({ length: 20 }, () => curious.outcome('host.search', { text: '覃海燕' })),
        )),
      )
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(MAX_A_MINUTE)
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'TOO_MANY_SEARCHES']))
  })

  it('pair by pair all day long: a hundred names, and those again without end', async () => {
    const reader = campus.person('all-day')
    const seen = new Set<string>()
    let refused = 0
    for (const text of PAIRS.filter((_, index) => index % 6 === 0)) {
      campus.clock.now += 3000
      const reply = await reader.ask('host.search', { text })
      if (reply.ok) for (const { hostId } of reply.data.rows) seen.add(hostId)
      else if (reply.code === 'TOO_MANY_HOSTS') refused++
    }
    expect(refused).toBeGreaterThan(0)
    expect(seen.size).toBeLessThanOrEqual(MAX_HOSTS_A_DAY)
    expect(seen.size).toBeGreaterThan(MAX_HOSTS_A_DAY / 2)
    const [known = ''] = seen
    expect(await reader.outcome('host.get', { hostId: known })).toBe('ok')
    campus.clock.now = NOW + DAY
    expect(await reader.outcome('host.search', { text: 'qhy' })).toBe('ok')
  })
})

/** Has seen all but `left` of a day's hosts. */
async function almostThrough(name: string, left: number): Promise<{ person: Person; unseen: string[] }> {
  const person = campus.person(name)
  const all = hosts()
  const seen = all.slice(0, MAX_HOSTS_A_DAY - left)
  const view = { openid: name, hostIds: seen, searches: 0 as const }
  expect(await limits.countHosts(view, campus.clock.now, null)).toBe('counted')
  return { person, unseen: all.slice(MAX_HOSTS_A_DAY) }
}

describe('every other way counts too', () => {
  it('card by card', async () => {
    const { person, unseen } = await almostThrough('card-reader', 1)
    const [last = '', tooMany = ''] = unseen
    expect(await person.outcome('host.get', { hostId: last })).toBe('ok')
    expect(await person.outcome('host.get', { hostId: tooMany })).toBe('TOO_MANY_HOSTS')
    expect(await person.outcome('host.get', { hostId: last })).toBe('ok')
  })

  it('by a form with the wrong unit, which names the host and the right one', async () => {
    const { person, unseen } = await almostThrough('wrong-unit', 1)
    const asked = (hostId = '') =>
      person.outcome('visit.submit', { form: formFor(campus, 61_000, { hostId, hostUnit: '某处' }) })
    expect(await asked(unseen[0])).toBe('FORM')
    expect(await asked(unseen[1])).toBe('TOO_MANY_HOSTS')
  })

  it('by changing one booking from host to host', async () => {
    const { visitId } = await book(campus, 61_001)
    const { person, unseen } = await almostThrough('visitor-61001', 1)
    const revised = async (hostId = '') => {
      const { rev, form } = await person.get('visit.get', { visitId })
      return person.outcome('visit.revise', { visitId, rev, form: { ...form, hostId, hostUnit: undefined } })
    }
    expect(await revised(unseen[0])).toBe('ok')
    expect(await revised(unseen[1])).toBe('TOO_MANY_HOSTS')
  })

  it('several at once can’t share the last ones', async () => {
    const { person, unseen } = await almostThrough('together', 3)
    const outcomes = await Promise.all(
      unseen.slice(0, 8).map((hostId) => person.outcome('host.get', { hostId })),
    )
    expect(outcomes.filter((outcome) => outcome === 'ok').length).toBeLessThanOrEqual(3)
  })
})
