import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Erasure } from '../../cloudfunctions/stores/erasures'
import type { GateFact } from '../../cloudfunctions/stores/gate-facts'
import type { Passage } from '../../cloudfunctions/stores/passages'
import type { Stay } from '../../cloudfunctions/stores/stays'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { cast } from '../../local/demo'
import { addDays, DAY_MS } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { demoTemplates } from '../../local/demo'
import { openCampus, type Campus, type Person } from './campus'
import { signedIn } from './console'
import { contentsOfDatabase } from './database-changes'
import { join, openActivityOf } from './guests'
import { handIn } from './uploads'
import { approversOf, book, bookApproved, formFor, guardOf, identityOf } from './visitors'

/** What somebody may know and have erased of what is kept about them (spec 9). */
let campus: Campus
let office: Person
let eraseAsked: (now: number) => Promise<number>
let anonymiseStrays: (now: number) => Promise<number>
let number = 4000
const next = (): number => ++number
const EAST = 'yanshan-east'

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  ;({ eraseAsked } = await import('../../cloudfunctions/usecases/account/erase'))
  ;({ anonymiseStrays } = await import('../../cloudfunctions/usecases/visit/anonymise'))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const guard = () => campus.person(guardOf(campus, EAST))
const byPlate = (owner: number, direction: 'in' | 'out') =>
  guard().get('gate.check', { gateId: EAST, direction, plate: identityOf(owner).plate })
const car = (owner: number) => ({
  purpose: 'private' as const,
  driving: true,
  plate: identityOf(owner).plate,
})

/** Documents of the database that still have one of these texts, by collection. */
const placesOf = (...texts: string[]): string[] => [
  ...new Set(
    [...contentsOfDatabase(campus)]
      .filter(([, text]) => texts.some((each) => text.includes(each)))
      .map(([key]) => key.slice(0, key.indexOf('/'))),
  ),
]

describe('everything that is kept about me', () => {
  it('is mine in clear, with passages and history; of those who come along the number is masked', async () => {
    const owner = next()
    const form = {
      companions: [
        { name: '陪同人', documentKind: 'mainlandId' as const, document: identityOf(next()).document },
      ],
    }
    const { visitor } = await bookApproved(campus, owner, { ...car(owner), ...form })
    await byPlate(owner, 'in')
    const mine = await visitor.get('data.read', {})
    const [visit] = mine.visits
    const { document, phone } = identityOf(owner)
    expect(mine.visits).toHaveLength(1)
    expect(visit).toMatchObject({ state: 'approved', document, phone, photo: null })
    expect(visit?.companions).toEqual([
      expect.objectContaining({ document: expect.stringMatching(/^450\*+/) }),
    ])
    expect(visit?.passages).toHaveLength(1)
    expect(visit?.history.map(({ action }) => action)).toContain('approved')
  })

  it('of whoever approves also the account, its end too, the request for it, and where they are signed in', async () => {
    const openid = cast.find(({ id }) => id === 'host-qin')?.openid ?? ''
    const person = campus.person(openid)
    const form = await handIn(person, 'accountForm')
    const asked = { unitId: 'computing', reason: '负责访客审批', leaderName: '欧阳志远' }
    const { requestId: accountRequestId } = await person.get('account.ask', { ...asked, form })
    await office.get('account.answer', { accountRequestId, accept: true, reason: '' })
    await signedIn(campus, person)
    const { account } = await person.get('data.read', {})
    const { unitId: _, ...words } = asked
    expect(account.request).toMatchObject({ ...words, state: 'accepted', askedAt: NOW })
    expect(account.signIns).toMatchObject([{ browser: expect.stringMatching(/Chrome/), beganAt: NOW }])
    await office.get('account.freeze', { accountId: openid, reason: '借调' })
    await office.get('account.remove', { accountId: openid, reason: '离职' })
    const { steps } = (await person.get('data.read', {})).account
    expect(steps.map(({ action, reason }) => [action, reason])).toEqual([
      ['created', null],
      ['frozen', '借调'],
      ['removed', '离职'],
    ])
    expect((await office.get('data.read', {})).account).toEqual({ request: null, steps: [], signIns: [] })
  })

  it('has nothing of anybody else, whoever asks', async () => {
    const [one, other] = [next(), next()]
    const [{ visitor }, second] = [await book(campus, one), await book(campus, other)]
    await second.visitor.outcome('visit.submit', { form: formFor(campus, one) })
    for (const [person, foreign] of [
      [visitor, other],
      [second.visitor, one],
      [office, one],
      [campus.person('nobody-known'), one],
    ] as const) {
      const text = JSON.stringify(await person.get('data.export', {}))
      const { document, phone, plate } = identityOf(foreign)
      for (const each of [document, phone, plate, `visitor-${foreign}`]) expect(text).not.toContain(each)
    }
  })

  it('an export stands on the trail once, and the reply that is kept has nothing of it', async () => {
    const owner = next()
    const { visitor } = await book(campus, owner)
    const requestId = 'a-key-of-this-export-1'
    const first = await visitor.get('data.export', {}, requestId)
    expect(await visitor.get('data.export', {}, requestId)).toEqual(first)
    const { rows } = await office.get('audit.list', { topic: 'exported', cursor: null })
    expect(rows.filter(({ action }) => action === 'data.export').length).toBeGreaterThan(0)
    const replies = [...contentsOfDatabase(campus)].filter(
      ([key, text]) => key.startsWith('audit/') && text.includes('"reply"') && text.includes('data.export'),
    )
    expect(replies.filter(([, text]) => text.includes(identityOf(owner).document))).toEqual([])
  })
})

describe('erasing', () => {
  const asked = async (openid: string) => {
    const { erasureId } = await import('../../cloudfunctions/stores/erasures')
    return campus.stored<Erasure>('erasures', erasureId(openid))
  }

  it('what nothing keeps goes within a day; the record of passages stays without the person', async () => {
    const owner = next()
    const { visitor, visitId } = await bookApproved(campus, owner, car(owner))
    await byPlate(owner, 'in')
    await byPlate(owner, 'out')
    const requested = await visitor.get('data.erase', {})
    expect(requested).toMatchObject({ state: 'open', dueAt: NOW + DAY_MS })
    await campus.person(approversOf(campus, 'computing')[0] ?? '').get('approval.revoke', {
      ...{ visitId, reason: '不再需要' },
    })
    await eraseAsked(NOW + 1000)
    const visit = await campus.stored<Visit>('visits', visitId)
    expect(visit).toMatchObject({ owner: '', anonymous: true, plate: null })
    const { passagesOf } = await import('../../cloudfunctions/stores/passages')
    const passages = await passagesOf(visitId)
    expect(passages.map(({ name, plate }) => [name, plate])).toEqual(passages.map(() => ['', null]))
    expect(passages.length).toBe(2)
    expect(await asked('')).toBeNull()
    expect(await asked(visitor.openid ?? '')).toMatchObject({ state: 'done', owner: '', erased: 1 })
    // What is left of the openid: the operations log, half a year, and for the day what fair use counts.
    expect(placesOf(`"${visitor.openid ?? ''}"`).sort()).toEqual(['audit', 'bookers'])
    // Gates are told for two days where the car is, and answers to guards are kept for a repeated question.
    const { plate } = identityOf(owner)
    expect(placesOf(plate).sort()).toEqual(['audit', 'gateFacts'])
    const { removeExpired } = await import('../../cloudfunctions/usecases/campus/remove-expired')
    await removeExpired(NOW + 31 * DAY_MS)
    expect(placesOf(plate)).toEqual([])
    expect(placesOf(`"${visitor.openid ?? ''}"`)).toEqual(['audit'])
    expect((await visitor.get('data.read', {})).visits).toEqual([])
  })

  it('gates know of a booking to come that it lets nobody in, and not of whom', async () => {
    const owner = next()
    const days = { firstDay: addDays(TODAY, 20), lastDay: addDays(TODAY, 22) }
    const { visitor, visitId } = await bookApproved(campus, owner, { ...car(owner), ...days })
    const fact = () => campus.stored<GateFact>('gateFacts', `visit:${visitId}`)
    expect((await fact())?.visit).toMatchObject({ plate: identityOf(owner).plate })
    await visitor.get('visit.cancel', { visitId })
    await visitor.get('data.erase', {})
    await eraseAsked(NOW + 1000)
    expect(placesOf(identityOf(owner).plate)).toEqual([])
    const nobody = { plate: null, documentHash: '', phoneHash: '', number: null, holderKey: null }
    expect((await fact())?.visit).toMatchObject({ state: 'cancelled', ...nobody })
  })

  it('who waits for a place of an activity isn’t told that it is done while the booking is there', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 1 })
    await join(campus, activityId, next())
    const { guest, visitId, waiting } = await join(campus, activityId, next())
    expect(waiting).toBe(true)
    await guest.get('data.erase', {})
    await eraseAsked(NOW + 1000)
    expect(await asked(guest.openid ?? '')).toMatchObject({ state: 'open', hindered: { live: 1 } })
    await guest.get('visit.cancel', { visitId })
    await eraseAsked(NOW + 2000)
    expect(await asked(guest.openid ?? '')).toMatchObject({ state: 'done' })
    expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({ owner: '', anonymous: true })
  })

  it('what hangs on no booking goes within the day, though one is kept; what comes after it stays', async () => {
    const { visitor } = await bookApproved(campus, next())
    const openid = visitor.openid ?? ''
    const messages = async () => (await visitor.get('data.read', {})).person.messages
    const [template] = Object.values(demoTemplates)
    const agree = () => visitor.get('consent.record', { accepted: [template?.id ?? ''] })
    await campus.put('walkInTickets', { _id: openid, forgetAt: NOW + DAY_MS })
    await agree()
    expect(await messages()).toBe(1)
    await visitor.get('data.erase', {})
    await eraseAsked(NOW + 1000)
    expect(await asked(openid)).toMatchObject({ state: 'open', hindered: { live: 1 } })
    expect(await messages()).toBe(0)
    expect(await campus.stored('walkInTickets', openid)).toBeNull()
    expect(await campus.stored('bookers', openid)).toMatchObject({ live: [expect.anything()] })
    await agree()
    await eraseAsked(NOW + 2000)
    expect(await messages()).toBe(1)
  })

  it('what was booked since and sent back waits for its visitor, until its days are over', async () => {
    const { visitor } = await bookApproved(campus, next())
    await visitor.get('data.erase', {})
    const day = addDays(TODAY, 5)
    const form = formFor(campus, next(), { firstDay: day, lastDay: day })
    campus.clock.now = NOW + 1000
    const { visitId } = await visitor.get('visit.submit', { form })
    const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
    await approver.get('approval.return', { visitId, reason: '请补充来访事由' })
    await eraseAsked(NOW + 2000)
    expect((await visitor.get('visit.get', { visitId })).allowedActions.revise).toBe(true)
    expect(await asked(visitor.openid ?? '')).toMatchObject({ state: 'open' })
    await eraseAsked(NOW + 6 * DAY_MS)
    expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({ anonymous: true })
    campus.clock.now = NOW
  })

  it('who was a guest of an activity is known there no more', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 3 })
    const { guest, visitId } = await join(campus, activityId, next())
    const openid = guest.openid ?? ''
    await guest.get('visit.cancel', { visitId })
    await guest.get('data.erase', {})
    await eraseAsked(NOW + 1000)
    expect(await asked(openid)).toMatchObject({ state: 'done' })
    const named = [...contentsOfDatabase(campus)].filter(([key, text]) => `${key} ${text}`.includes(openid))
    expect([...new Set(named.map(([key]) => key.slice(0, key.indexOf('/'))))].sort()).toEqual([
      'audit',
      'bookers',
    ])
  })

  it('however many bookings there are, all are read, and it is done when all are gone', async () => {
    const owner = next()
    const { visitor, visitId } = await book(campus, owner)
    await visitor.get('visit.cancel', { visitId })
    const visit = await campus.stored<Visit>('visits', visitId)
    const ids = Array.from({ length: 204 }, (_, index) => `${visitId}-${index}`)
    const sortOf = (id: string) => `${visit?.sort ?? ''}${id}`
    for (const _id of ids) await campus.put('visits', { ...visit, _id, sort: sortOf(_id) })
    const { listAllOf } = await import('../../cloudfunctions/stores/visits')
    expect(await listAllOf(visitor.openid ?? '')).toHaveLength(205)
    await visitor.get('data.erase', {})
    for (let run = 1; run <= 3; run++) {
      const { state } = (await asked(visitor.openid ?? '')) ?? {}
      if (state !== 'open') break
      await eraseAsked(NOW + run * 1000)
    }
    expect(await asked(visitor.openid ?? '')).toMatchObject({ state: 'done', erased: 205 })
    const left = await Promise.all([visitId, ...ids].map((id) => campus.stored<Visit>('visits', id)))
    expect(left.filter((each) => each?.owner !== '')).toEqual([])
  }, 120_000)

  it('asked twice, at once or later, it is one request', async () => {
    const owner = next()
    const { visitor } = await book(campus, owner)
    const answers = await Promise.all([visitor.get('data.erase', {}), visitor.get('data.erase', {})])
    campus.clock.now = NOW + 5000
    answers.push(await visitor.get('data.erase', {}))
    expect(new Set(answers.map(({ askedAt }) => askedAt))).toEqual(new Set([NOW]))
    const { rows } = await office.get('data.requests', { state: 'open', cursor: null })
    expect(rows.filter(({ askedAt }) => askedAt === NOW + 5000)).toEqual([])
  })

  it('a live booking stays until it has ended, and then goes by itself', async () => {
    const owner = next()
    const { visitor, visitId } = await book(campus, owner)
    await visitor.get('data.erase', {})
    await eraseAsked(NOW + 1000)
    expect(await campus.stored('visits', visitId)).toMatchObject({ owner: visitor.openid, state: 'pending' })
    expect((await visitor.get('data.read', {})).erasure).toMatchObject({
      state: 'open',
      hindered: { live: 1 },
    })
    await visitor.get('visit.cancel', { visitId })
    await eraseAsked(NOW + 2000)
    expect(await campus.stored('visits', visitId)).toMatchObject({ owner: '', anonymous: true })
    expect(await asked(visitor.openid ?? '')).toMatchObject({ state: 'done' })
  })

  it('a vehicle inside keeps its booking, whatever became of it, until it has left', async () => {
    const owner = next()
    const { visitor, visitId, approver } = await bookApproved(campus, owner, car(owner))
    await byPlate(owner, 'in')
    await approver.get('approval.revoke', { visitId, reason: '不再需要' })
    await visitor.get('data.erase', {})
    await eraseAsked(NOW + 1000)
    expect(await campus.stored('visits', visitId)).toMatchObject({ owner: visitor.openid })
    const { hindered } = (await asked(visitor.openid ?? '')) ?? {}
    expect((hindered?.inside ?? 0) + (hindered?.vehicle ?? 0)).toBe(1)
    campus.clock.now = NOW + 60_000
    await byPlate(owner, 'out')
    await eraseAsked(NOW + 120_000)
    expect(await campus.stored('visits', visitId)).toMatchObject({ owner: '', anonymous: true })
  })

  it('an entry of the blacklist isn’t told and isn’t erased: it blocks as before', async () => {
    const owner = next()
    const { visitor, visitId } = await book(campus, owner)
    const { document, phone } = identityOf(owner)
    const colleague = campus.person(campus.demo.office[1]?.openid ?? '')
    const before = JSON.stringify((await visitor.get('data.read', {})).hindered)
    const { blacklistId } = await office.get('blacklist.propose', {
      ...{ name: '访客', documentKind: 'mainlandId', document, phone, plate: '', reason: '多次滋事' },
      ...{ evidence: [], from: TODAY, until: null },
    })
    await colleague.get('blacklist.answer', { blacklistId, accept: true })
    const read = await visitor.get('data.read', {})
    expect(JSON.stringify(read.hindered)).toBe(before)
    expect(JSON.stringify(read)).not.toContain('多次滋事')
    await visitor.outcome('visit.cancel', { visitId })
    await visitor.get('data.erase', {})
    await eraseAsked(NOW + 1000)
    expect(await campus.stored('blacklist', blacklistId)).toMatchObject({
      state: 'active',
      document: expect.any(String),
    })
    expect(await visitor.outcome('visit.submit', { form: formFor(campus, owner) })).toBe('BLACKLISTED')
  })

  it('the office sees what is asked, until when and what keeps it, and nobody’s name', async () => {
    const { rows } = await office.get('data.requests', { state: 'done', cursor: null })
    expect(rows.length).toBeGreaterThan(0)
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      ['askedAt', 'doneAt', 'dueAt', 'erased', 'hindered', 'id', 'state'].sort(),
    )
  })
})

describe('after 180 days', () => {
  it('as many cars as pass a campus are forgotten in the runs of a night', { timeout: 60_000 }, async () => {
    const { addPassageIn } = await import('../../cloudfunctions/stores/passages')
    const { inTransaction } = await import('../../cloudfunctions/platform/database')
    const ids = Array.from({ length: 105 }, (_, index) => `stranger-${index}`)
    const passage = {
      ...{
        visitId: '',
        gateId: EAST,
        gateName: '雁山东门',
        campusId: 'yanshan',
        direction: 'in',
        way: 'plate',
      },
      ...{ allowed: false, reason: 'NOT_FOUND', name: '', plate: '桂C66666', at: NOW, conflict: null },
    }
    for (let at = 0; at < ids.length; at += 15)
      await inTransaction(async (tx) => {
        for (const _id of ids.slice(at, at + 15))
          await addPassageIn(tx, { ...passage, _id } as unknown as Passage)
      })
    await anonymiseStrays(NOW + 181 * DAY_MS)
    const plates = ids.map(async (id) => (await campus.stored<Passage>('passages', id))?.plate)
    expect(new Set(await Promise.all(plates))).toEqual(new Set([null]))
  })

  it('a car that no booking was found for is forgotten, with its stay; one that still owes isn’t', async () => {
    const passage: Partial<Passage> = {
      ...{
        visitId: '',
        gateId: EAST,
        gateName: '雁山东门',
        campusId: 'yanshan',
        direction: 'in',
        way: 'plate',
      },
      ...{ allowed: true, reason: 'OVERRIDE', override: '系统故障', name: '', plate: '桂C77777' },
    }
    const { addPassageIn } = await import('../../cloudfunctions/stores/passages')
    const { saveStayIn } = await import('../../cloudfunctions/stores/stays')
    const { inTransaction } = await import('../../cloudfunctions/platform/database')
    const stay = {
      ...passage,
      campusName: '雁山校区',
      gateIn: '雁山东门',
      gateOut: null,
      askedBy: ['somebody'],
    }
    const life = {
      enteredAt: NOW,
      exitAt: NOW,
      feeFen: 500,
      caseOpen: false,
      history: [],
      purposeClass: 'private',
    }
    for (const [_id, state] of [
      ['stray-left', 'left'],
      ['stray-due', 'due'],
    ])
      await inTransaction(async (tx) => {
        await addPassageIn(tx, { ...passage, _id, at: NOW, conflict: null } as Passage)
        await saveStayIn(tx, { ...stay, ...life, _id, state, officialUntil: null } as unknown as Stay)
      })
    const kept = async (_id: string) => (await campus.stored<Stay>('stays', _id))?.plate
    await anonymiseStrays(NOW + 179 * DAY_MS)
    expect([await kept('stray-left'), await kept('stray-due')]).toEqual(['桂C77777', '桂C77777'])
    await anonymiseStrays(NOW + 181 * DAY_MS)
    expect([await kept('stray-left'), await kept('stray-due')]).toEqual(['', '桂C77777'])
    expect((await campus.stored<Passage>('passages', 'stray-left'))?.plate).toBeNull()
    await inTransaction((tx) =>
      saveStayIn(tx, { ...stay, ...life, _id: 'stray-due', state: 'paid' } as unknown as Stay),
    )
    await anonymiseStrays(NOW + 181 * DAY_MS)
    expect(await kept('stray-due')).toBe('')
    expect(addDays(TODAY, 180) > TODAY).toBe(true)
  })
})
