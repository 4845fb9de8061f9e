import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SIGNATURE_HEADERS } from '../../contract/gate/device-api'
import type { AuditRow } from '../../cloudfunctions/platform/audit'
import { MAX_TRIES_A_MINUTE } from '../../cloudfunctions/stores/refused-tries'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { browserAt, SESSION_COOKIE, signedIn } from '../functions/console'
import { contentsOfDatabase } from '../functions/database-changes'
import { deviceAt, post, type GateDevice } from '../functions/gates'
import { approversOf, bookApproved, formFor, guardOf, identityOf } from '../functions/visitors'

/** Somebody tries codes, signatures and actions that aren't theirs, over and over (spec 5.1, 9). */
const GATE = 'yanshan-east'
const HOUR = 3_600_000
let campus: Campus
let guard: Person
let office: Person
let lane: GateDevice
let head: GateDevice
let numbers = 46_000

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, GATE))
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.clock.now = NOW + HOUR * Math.floor(numbers++ % 8)
  lane = await deviceAt(campus, GATE)
  head = await deviceAt(campus, GATE, { kind: 'qrHead', direction: 'in', unsigned: true })
})

const rowsIn = (collection: string): number =>
  [...contentsOfDatabase(campus)].filter(([key]) => key.startsWith(`${collection}/`)).length
const audited = (): AuditRow[] =>
  [...contentsOfDatabase(campus)].flatMap(([key, text]) =>
    key.startsWith('audit/') && text.includes('"refused.') ? [JSON.parse(text) as AuditRow] : [],
  )
const bursts = async () => (await office.get('gate.wrongTries', { cursor: null })).rows
const wrong = (): string => `CV2:${randomUUID().toUpperCase()}`

describe('300 wrong codes', () => {
  it('at a signed lane: counted, slowed down, told; the right one opens all the same', async () => {
    const { phone } = await bookApproved(campus, ++numbers)
    const [passages, tries] = [rowsIn('passages'), rowsIn('refusedTries')]
    const reasons: Record<string, number> = {}
    for (let each = 0; each < 300; each++) {
      const asked = { eventId: randomUUID(), direction: 'in' as const, code: each % 2 ? wrong() : 'ZZZZ2222' }
      const reply = await lane.ask('verify', asked)
      const reason = reply.ok ? reply.data.reason : String(reply.details.code)
      expect(reply.ok && reply.data.decision === 'allow').toBe(false)
      reasons[reason] = (reasons[reason] ?? 0) + 1
    }
    expect(reasons).toEqual({ GUARD_ONLY: 5, BAD_SIGNATURE: 5, TOO_MANY_TRIES: 300 - MAX_TRIES_A_MINUTE })
    expect(rowsIn('passages') - passages).toBe(MAX_TRIES_A_MINUTE)
    expect(rowsIn('refusedTries') - tries).toBe(1)
    expect(await lane.show(phone.codeAt(campus.clock.now))).toMatchObject({ decision: 'allow' })
    expect(await bursts()).toContainEqual(
      expect.objectContaining({ kind: 'wrongCode', gateName: '雁山东门', count: 300 }),
    )
  }, 60_000)

  it('at once, and at hardware that can’t sign: it stays shut, with the one answer it knows', async () => {
    const passages = rowsIn('passages')
    const scan = () =>
      post(campus, {
        ...{ method: 'POST', path: head.path ?? '', headers: {} },
        body: `vgdecoderesult=${wrong()}&&devicenumber=1`,
      })
    const answers = await Promise.all(Array.from({ length: 60 }, scan))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
      new Set(['200 code=0001']),
    )
    expect(rowsIn('passages') - passages).toBeLessThanOrEqual(MAX_TRIES_A_MINUTE)
    expect((await bursts())[0]?.count ?? 0).toBeGreaterThanOrEqual(60)
  }, 60_000)

  it('typed by a guard: then even a right guess waits for the next minute, a pass doesn’t, nor who leaves', async () => {
    const { pass, phone } = await bookApproved(campus, ++numbers)
    const check = (shown: object, direction: 'in' | 'out' = 'in') =>
      guard.ask('gate.check', { gateId: GATE, direction, ...shown })
    for (let each = 0; each < MAX_TRIES_A_MINUTE; each++)
      expect(await check({ code: `ZZZZ222${'ABCDEFGHJK'.charAt(each)}` })).toMatchObject({
        ok: true,
        data: { reason: 'NOT_FOUND' },
      })
    const { document } = identityOf(numbers)
    const person = { tail: document.slice(-6), name: '访客甲' }
    for (const shown of [{ code: 'ZZZZ3333' }, { code: pass.shortCode }, { person }])
      expect(await check(shown)).toMatchObject({ ok: false, code: 'TOO_MANY_TRIES' })
    expect(await check({ code: phone.codeAt(campus.clock.now) })).toMatchObject({ data: { allowed: true } })
    // Nobody is kept in: what is right, or a guard's word, lets out all the same.
    for (const shown of [{ person }, { code: pass.shortCode }, { code: 'ZZZZ3333', override: '系统故障' }])
      expect(await check(shown, 'out')).toMatchObject({ ok: true, data: { allowed: true } })
    expect(await check({ code: 'ZZZZ3333' }, 'out')).toMatchObject({ ok: false, code: 'TOO_MANY_TRIES' })
    campus.clock.now += 60_000
    expect(await check({ code: pass.shortCode })).toMatchObject({
      ok: true,
      data: { visit: { headCount: 1 } },
    })
  }, 60_000)

  it('an unknown plate is no try: cars pass a camera all day', async () => {
    const eye = await deviceAt(campus, GATE, { kind: 'plateCamera' })
    for (let each = 0; each < MAX_TRIES_A_MINUTE + 5; each++)
      expect(
        await eye.get('verify', {
          eventId: randomUUID(),
          direction: 'in',
          plate: { number: `桂C9${1000 + each}` },
        }),
      ).toMatchObject({ decision: 'deny', reason: 'NOT_FOUND' })
  }, 60_000)
})

describe('each leaves one row with its author on the audit trail, when its hour is over', () => {
  const auditAfter = async (): Promise<AuditRow[]> => {
    const before = new Set(audited().map(({ _id }) => _id))
    const { runJobs } = await import('../../cloudfunctions/timer/jobs')
    campus.clock.now += HOUR
    for (let twice = 0; twice < 2; twice++) await runJobs('notices', campus.clock.now)
    return audited().filter(({ _id }) => !before.has(_id))
  }

  it('bad signatures: of a device of ours, and of names that somebody makes up', async () => {
    await auditAfter()
    for (let each = 0; each < 25; each++) {
      const call = lane.client.sign('keys', {})
      const [of] = [each % 5 === 0 ? lane.id : `made-up-${each}`]
      const headers = { ...call.headers, [SIGNATURE_HEADERS.device]: of }
      const signature = '0'.repeat(64)
      const reply = await lane.send({
        ...call,
        headers: { ...headers, [SIGNATURE_HEADERS.signature]: signature },
      })
      expect(reply).toMatchObject({ ok: false, status: 401 })
    }
    const rows = await auditAfter()
    expect(rows.map(({ action, by, changes }) => [action, by.kind, by.id, changes[0]?.to]).sort()).toEqual(
      [
        ['refused.badSignature', 'device', lane.id, 'tries:5'],
        ['refused.badSignature', 'device', 'unknown', 'tries:20'],
      ].sort(),
    )
  })

  it('replays, and paths that somebody guesses', async () => {
    await auditAfter()
    const call = lane.client.sign('keys', {})
    for (let each = 0; each < 4; each++) await lane.send(call)
    await post(campus, { method: 'POST', path: '/compat/qr/guessed', headers: {}, body: 'vgdecoderesult=X' })
    const rows = await auditAfter()
    expect(rows.map(({ by, changes }) => [by.id, changes[0]?.to]).sort()).toEqual(
      [
        [lane.id, 'tries:3'],
        ['unknown', 'tries:1'],
      ].sort(),
    )
  })

  it('access refused: an action of another role, a record of somebody else, another gate', async () => {
    await auditAfter()
    const { visitId } = await bookApproved(campus, ++numbers)
    const curious = campus.person(`curious-${numbers}`)
    const rows = rowsIn('refusedTries')
    for (let each = 0; each < 10; each++) {
      expect(await curious.outcome('rules.get', {})).toBe('NOT_ALLOWED')
      expect(await curious.outcome('visit.get', { visitId })).toBe('NOT_FOUND')
    }
    expect(rowsIn('refusedTries') - rows).toBe(1)
    await guard.outcome('gate.check', { gateId: 'yucai-west', direction: 'in', code: 'ABCD2345' })
    const told = await auditAfter()
    expect(told.map(({ action, by, changes }) => [action, by.id, changes[0]?.to]).sort()).toEqual(
      [
        ['refused.refusedAccess', curious.openid, 'tries:20'],
        ['refused.refusedAccess', guard.openid, 'tries:1'],
      ].sort(),
    )
  })

  it('another’s record of the own kind: the card of a colleague', async () => {
    const [own, other] = approversOf(campus, 'computing').map((openid) => campus.person(openid)) as [
      Person,
      Person,
    ]
    const form = formFor(campus, ++numbers)
    const { invitationId } = await own.get('invitation.create', { form, vip: false, vouched: true })
    await auditAfter()
    const rows = rowsIn('refusedTries')
    for (let each = 0; each < 30; each++)
      expect(await other.outcome('invitation.undo', { invitationId })).toBe('NOT_FOUND')
    expect(rowsIn('refusedTries') - rows).toBe(1)
    const told = await auditAfter()
    expect(told.map(({ action, by, changes }) => [action, by.id, changes[0]?.to])).toEqual([
      ['refused.refusedAccess', other.openid, 'tries:30'],
    ])
  })

  it('at the console’s door: another’s session, one that is over, and another page', async () => {
    await auditAfter()
    const stale = await signedIn(campus, office)
    const token = stale.cookies.get(SESSION_COOKIE) ?? ''
    campus.clock.now += 25 * HOUR
    const rows = rowsIn('refusedTries')
    for (let each = 0; each < 3; each++) {
      expect((await stale.send('/v1/call', { action: 'me', input: {} })).status).toBe(401)
      stale.cookies.set(SESSION_COOKIE, token)
    }
    const nobody = browserAt(campus)
    // Whoever opens the page first holds none yet: refused, and no try.
    for (const held of [
      '',
      `${'A'.repeat(32)}.${'B'.repeat(43)}`,
      `${token.split('.')[0] ?? ''}.${'B'.repeat(43)}`,
    ]) {
      nobody.cookies.set(SESSION_COOKIE, held)
      expect((await nobody.send('/v1/call', { action: 'me', input: {} })).status).toBe(401)
    }
    nobody.headers.origin = 'https://elsewhere.example.org'
    for (let each = 0; each < 20; each++)
      expect((await nobody.send('/v1/call', { action: 'me', input: {} })).status).toBe(403)
    expect(rowsIn('refusedTries') - rows).toBe(2)
    const told = await auditAfter()
    expect(told.map(({ action, by, changes }) => [action, by.kind, by.id, changes[0]?.to]).sort()).toEqual(
      [
        ['refused.refusedAccess', 'console', office.openid, 'tries:3'],
        ['refused.refusedAccess', 'console', 'unknown', 'tries:22'],
      ].sort(),
    )
  })

  it('a change of the rules leaves its row at once, with who made it', async () => {
    const requestId = randomUUID()
    const { by, input } = await (async () => {
      const { validCalls } = await import('../functions/valid-calls')
      return validCalls(campus, () => ++numbers)['rules.change']()
    })()
    const before = contentsOfDatabase(campus)
    await by.get('rules.change', input, requestId)
    const rows = [...contentsOfDatabase(campus)]
      .filter(([key]) => key.startsWith('audit/') && !before.has(key))
      .map(([, text]) => JSON.parse(text) as AuditRow)
      .filter(({ kind }) => kind === 'row')
    expect(rows).toMatchObject([
      { action: 'rules.change', by: { kind: 'wechat', id: by.openid, role: 'office' } },
    ])
  })
})
