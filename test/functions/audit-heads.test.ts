import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Account } from '../../cloudfunctions/stores/accounts'
import type { Notice } from '../../cloudfunctions/platform/notices'
import type { Stored } from '../../cloudfunctions/platform/database'
import { demoTemplates } from '../../local/demo'
import { DAY_MS, dayOf } from '../../miniprogram/domain/values/days'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { book } from './visitors'

/** The head of the audit trail, which two of the office are told each day (spec 9). */
const HOUR = 3_600_000
const TEMPLATE = demoTemplates.auditHead.id
let campus: Campus
let tellAuditHead: (now: number) => Promise<number>
let deliverDue: (now: number) => Promise<number>
let sealAudit: (now: number) => Promise<number>
let days = 0
let booked = 700
const [QIN, TANG] = ['秦立新', '唐玉兰'] as const
let qin: string
let tang: string

beforeAll(async () => {
  campus = await openCampus({ network: true })
  ;({ tellAuditHead } = await import('../../cloudfunctions/usecases/audit/tell-head'))
  ;({ deliverDue } = await import('../../cloudfunctions/usecases/notice/deliver'))
  ;({ sealAudit } = await import('../../cloudfunctions/usecases/audit/seal'))
  ;[qin = '', tang = ''] = campus.demo.office.map(({ openid }) => openid)
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.network.fault = 'none'
  // Each on a day of its own, at nine in the morning and a bit, with nobody's consent left.
  campus.clock.now = NOW + days++ * DAY_MS - 5 * HOUR + 60_000
  for (const openid of [qin, tang, 'third'])
    await campus.put('consents', {
      _id: `${openid}:${TEMPLATE}`,
      openid,
      template: TEMPLATE,
      left: 0,
      until: 0,
    })
  await campus.put('accounts', { ...officer('third', '韦丽'), active: false })
  await campus.put('settings', { _id: 'rules', templates: { ...idsOf(), auditHead: TEMPLATE } })
  await somethingHappens()
  await sealAudit(campus.clock.now)
})

async function somethingHappens(): Promise<void> {
  const day = dayOf(campus.clock.now)
  await book(campus, ++booked, { firstDay: day, lastDay: day })
}

const idsOf = () =>
  Object.fromEntries(Object.entries(demoTemplates).map(([use, { id }]) => [use, id])) as Record<
    string,
    string
  >
const officer = (openid: string, name: string): Account & Stored & Record<string, unknown> => ({
  ...{ _id: `office:${openid}`, role: 'office', openid, name, active: true, rev: 1 },
})
const office = () => campus.person(qin)
/** As the platform's sheet does: the platform counts, and the program is told. */
async function allow(openid: string, platform: 'accept' | null = 'accept'): Promise<void> {
  if (platform !== null) await campus.cloud.consent.record(openid, TEMPLATE, platform)
  await campus.person(openid).get('consent.record', { accepted: [TEMPLATE] })
}
const later = (minutes: number): number => (campus.clock.now += minutes * 60_000)
/** A tick, as far as it concerns heads; how many were told by the job. */
async function tick(): Promise<number> {
  const written = await tellAuditHead(campus.clock.now)
  await deliverDue(campus.clock.now)
  return written
}
const received = (openid: string) =>
  campus.cloud.notices.list(openid).filter(({ templateId }) => templateId === TEMPLATE)
const today = () => office().get('audit.heads', {})
const noticeAt = (number: number) =>
  campus.stored<Notice>('outbox', `auditHead:${dayOf(campus.clock.now)}:${number}`)

describe('at nine', () => {
  it('goes to two of the office, with the code that the page and the command find on the chain', async () => {
    for (const openid of [qin, tang]) await allow(openid)
    expect((await today()).state).toBe('waiting')
    const before = [received(qin).length, received(tang).length]
    expect(await tick()).toBe(2)
    expect([received(qin).length, received(tang).length]).toEqual(before.map((count) => count + 1))
    const message = received(qin).at(-1)
    expect(message).toMatchObject({
      page: 'rights/reminders/reminders',
      fields: { character_string1: expect.stringMatching(/^\d+-\S{12}$/) as string, thing2: '5月23日 周六' },
    })
    const code = message?.fields.character_string1 ?? ''
    expect(received(tang).at(-1)?.fields.character_string1).toBe(code)
    // It holds for good, whatever is sealed behind it.
    await somethingHappens()
    await sealAudit(later(1))
    const { fitsHead } = await import('../../cloudfunctions/usecases/audit/verify')
    expect(await fitsHead(code)).toBe(true)
    expect((await office().get('audit.verify', { after: 0, head: code })).headFits).toBe(true)
    const { state, without, days: shown } = await today()
    expect([state, without, shown[0]]).toEqual([
      'told',
      [],
      { day: dayOf(campus.clock.now), told: expect.arrayContaining([QIN, TANG]) as string[] },
    ])
    expect(shown[0]?.told).toHaveLength(2)
  })

  it('not before, and not at night', async () => {
    for (const openid of [qin, tang]) await allow(openid)
    const nine = campus.clock.now - 60_000
    campus.clock.now = nine - 60_000
    expect([await tick(), (await today()).state]).toEqual([0, 'early'])
    campus.clock.now = nine + 13 * HOUR
    expect([await tick(), (await today()).state]).toEqual([0, 'lacking'])
    // A timer that was away the whole morning makes up for it.
    campus.clock.now = nine + 12 * HOUR
    expect(await tick()).toBe(2)
  })

  it('once, however often and however many timers at once', async () => {
    for (const openid of [qin, tang, qin, tang]) await allow(openid)
    const before = received(qin).length + received(tang).length
    const at = campus.clock.now
    await Promise.all([tellAuditHead(at), tellAuditHead(at), tellAuditHead(at)])
    await Promise.all([deliverDue(at), deliverDue(at)])
    for (let again = 0; again < 3; again++) {
      await tick()
      later(30)
    }
    expect(received(qin).length + received(tang).length).toBe(before + 2)
    expect(await noticeAt(2)).toBeNull()
  })

  it('a run cut off before sending goes on at the next', async () => {
    for (const openid of [qin, tang]) await allow(openid)
    const before = received(qin).length
    expect(await tellAuditHead(campus.clock.now)).toBe(2)
    expect((await today()).state).toBe('waiting')
    later(1)
    expect(await tick()).toBe(0)
    expect(received(qin)).toHaveLength(before + 1)
    expect((await today()).state).toBe('told')
  })

  it('of three it isn’t always the same two', async () => {
    await campus.put('accounts', officer('third', '韦丽'))
    const told = new Set<string>()
    for (let day = 0; day < 3; day++) {
      for (const openid of [qin, tang, 'third']) await allow(openid)
      await tick()
      const [{ told: names } = { told: [] }] = (await today()).days
      expect(names).toHaveLength(2)
      told.add([...names].sort().join())
      days++
      campus.clock.now += DAY_MS
    }
    expect(told.size).toBe(3)
  })
})

describe('when fewer than two can be told', () => {
  it('the page says whom it lacks, and who allows one later is still told that day', async () => {
    await allow(tang)
    const before = received(tang).length
    expect(await tick()).toBe(1)
    expect(await today()).toMatchObject({ state: 'lacking', without: [QIN], people: 2 })
    expect((await today()).days[0]?.told).toEqual([TANG])
    later(60)
    expect(await tick()).toBe(0)
    await allow(qin)
    expect((await today()).state).toBe('waiting')
    expect(await tick()).toBe(1)
    expect(received(tang)).toHaveLength(before + 1)
    expect(await today()).toMatchObject({ state: 'told', without: [] })
  })

  it('nobody: nothing is written, and both are named', async () => {
    expect(await tick()).toBe(0)
    expect(await noticeAt(0)).toBeNull()
    expect(await today()).toMatchObject({
      state: 'lacking',
      without: expect.arrayContaining([QIN, TANG]) as string[],
    })
  })

  it('whom WeChat refuses has somebody else in their place, and counts as told nowhere', async () => {
    await campus.put('accounts', officer('third', '韦丽'))
    await campus.put('accounts', officer('silent', '莫小明'))
    // Counted as left, and refused by the platform: one switched messages off since.
    await allow('silent', null)
    await allow('third')
    for (let minutes = 0; minutes < 4; minutes++) {
      await tick()
      later(1)
    }
    const { state, days: shown, without } = await today()
    expect([state, shown[0]?.told, without.sort()]).toEqual([
      'lacking',
      ['韦丽'],
      [QIN, TANG, '莫小明'].sort(),
    ])
    // Another takes the place as soon as there is one.
    await allow(tang)
    expect(await tick()).toBe(1)
    expect((await today()).state).toBe('told')
    await campus.put('accounts', { ...officer('silent', '莫小明'), active: false })
  })

  it('a network that is away is no refusal: the same two have it when it is back', async () => {
    for (const openid of [qin, tang]) await allow(openid)
    campus.network.fault = 'connectionLost'
    expect(await tick()).toBe(2)
    later(2)
    campus.network.fault = 'none'
    expect(await tick()).toBe(0)
    expect((await today()).state).toBe('told')
    expect(await noticeAt(2)).toBeNull()
  })

  it('an account that has ended is told no more', async () => {
    await allow('third')
    expect(await tick()).toBe(0)
    expect((await today()).people).toBe(2)
  })
})

test('without a template nothing is sent, and the page says so', async () => {
  for (const openid of [qin, tang]) await allow(openid)
  // As the rules were stored before there was such a message.
  const { auditHead: _, ...earlier } = idsOf()
  await campus.put('settings', { _id: 'rules', templates: earlier })
  campus.clock.now += 60_000
  const { beginInstance } = await import('../../cloudfunctions/platform/instance-state')
  beginInstance()
  expect([await tick(), (await today()).state]).toEqual([0, 'unset'])
  expect((await campus.person('anybody').get('me', {})).templates).toEqual({ ...earlier, auditHead: '' })
})

test('nobody but the office reads who was told', async () => {
  expect(await campus.person('anybody').outcome('audit.heads', {})).toBe('NOT_ALLOWED')
  const [desk] = campus.demo.desks
  expect(await campus.person(desk?.openid ?? '').outcome('audit.heads', {})).toBe('NOT_ALLOWED')
})
