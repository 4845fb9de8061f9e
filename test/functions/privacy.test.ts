import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { dayOf } from '../../miniprogram/domain/values/days'
import { demoTemplates } from '../../local/demo'
import { openCampus, type Campus } from './campus'
import { approversOf, formFor, guardOf, identityOf, PassPhone } from './visitors'

/** After the whole job, through the built functions, no ID or phone number stands anywhere in clear (spec 9). */
let campus: Campus
let visitIds: string[]
const VISITORS = [1, 2, 3]
const PASSPORT = 'E87654321'
const ABROAD = '+85261234567'

beforeAll(async () => {
  campus = await openCampus({ functions: true })
  const day = dayOf(Date.now())
  const approver = campus.deployed(approversOf(campus, 'computing')[0] as string)
  const guard = campus.deployed(guardOf(campus, 'yucai-west'))
  await campus.cloud.consent.record(approver.openid as string, demoTemplates.newBooking.id, 'accept')
  visitIds = await Promise.all(
    VISITORS.map(async (number) => {
      const visitor = campus.deployed(`private-${number}`)
      await campus.cloud.consent.record(visitor.openid as string, demoTemplates.decision.id, 'accept')
      const companions = [
        { name: '同行甲', documentKind: 'mainlandId' as const, document: identityOf(500 + number).document },
        { name: '同行乙', documentKind: 'passport' as const, document: PASSPORT },
      ]
      const abroad = number === 3 ? { phoneKind: 'international' as const, phone: ABROAD } : {}
      const form = formFor(campus, number, {
        name: '隐私测试',
        firstDay: day,
        lastDay: day,
        driving: true,
        plate: identityOf(number).plate,
        companions,
        ...abroad,
      })
      const { visitId } = await visitor.get('visit.submit', { form })
      // Refusals are answered, and logged or not, without what was typed.
      await visitor.outcome('visit.submit', { form })
      await visitor.outcome('visit.submit', {
        form: { ...form, phone: `${form.phone}0`, document: `${form.document}1` },
      })
      await visitor.get('visit.get', { visitId })
      await approver.get('approval.get', { visitId })
      await approver.get('approval.approve', { visitId })
      const phone = new PassPhone()
      await phone.issue(visitor, visitId)
      await guard.outcome('gate.check', {
        gateId: 'yucai-west',
        direction: 'in',
        code: phone.codeAt(Date.now()),
      })
      return visitId
    }),
  )
  await campus.cloud.invoke('timer', { TriggerName: 'tick' })
})
afterAll(() => campus.close())

/** Every number that was given, as it was given and as it is normalised. */
function numbersGiven(): string[] {
  const visitors = VISITORS.flatMap((number) => {
    const { document, phone } = identityOf(number)
    return number === 3 ? [document] : [document, phone]
  })
  const companions = VISITORS.map((number) => identityOf(500 + number).document)
  const staff = campus.demo.staff.map(({ mobile }) => mobile)
  return [...visitors, ...companions, PASSPORT, ABROAD, ABROAD.slice(1), ...staff]
}

const foundIn = (haystack: Buffer): string[] =>
  numbersGiven().filter(
    (number) => haystack.includes(number) || haystack.includes(Buffer.from(number, 'utf16le')),
  )

function filesUnder(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

describe('no ID or phone number in clear', () => {
  it('in the database file and its write-ahead log', () => {
    const files = filesUnder(path.join(campus.dir, 'cloud'))
    expect(files.map((file) => path.extname(file))).toContain('.sqlite')
    const bytes = Buffer.concat(files.map((file) => fs.readFileSync(file)))
    // What must be there is found, so that not finding the rest means something.
    expect(bytes.includes('隐私测试')).toBe(true)
    expect(bytes.includes(identityOf(1).plate)).toBe(true)
    for (const visitId of visitIds) expect(bytes.includes(visitId)).toBe(true)
    expect(foundIn(bytes)).toEqual([])
  })

  it('in the functions’ logs, also where something went wrong', async () => {
    const [visitId] = visitIds as [string]
    const visit = await campus.stored<Visit>('visits', visitId)
    await campus.put('visits', { _id: visitId, document: 'd1.broken' })
    const reply = await campus.deployed('private-1').ask('visit.get', { visitId })
    await campus.put('visits', { _id: visitId, document: visit?.document })
    expect(reply).toMatchObject({ ok: false, code: 'INTERNAL' })
    const logged = campus.logs.join('\n')
    expect(logged).toContain('call.failed')
    expect(logged).toContain((reply as unknown as { details: { requestId: string } }).details.requestId)
    expect(foundIn(Buffer.from(logged))).toEqual([])
    expect(logged).not.toContain('隐私测试')
  })

  it('in what was sent to people', () => {
    const sent = campus.cloud.notices.list()
    expect(sent.length).toBeGreaterThanOrEqual(1 + VISITORS.length)
    expect(foundIn(Buffer.from(JSON.stringify(sent)))).toEqual([])
  })

  it('in what anybody but the visitor is shown', async () => {
    const today = { list: 'approved' as const, cursor: null }
    const approver = campus.deployed(approversOf(campus, 'computing')[0] as string)
    const guard = campus.deployed(guardOf(campus, 'yucai-west'))
    const shown = [
      await approver.get('approval.list', today),
      ...(await Promise.all(visitIds.map((visitId) => approver.get('approval.get', { visitId })))),
      await guard.get('gate.recent', { gateId: 'yucai-west', cursor: null }),
      await campus.deployed('stranger').ask('visit.submit', {
        form: formFor(campus, 1, { firstDay: dayOf(Date.now()), lastDay: dayOf(Date.now()) }),
      }),
    ]
    const text = JSON.stringify(shown)
    expect(text).toContain(visitIds[0])
    expect(foundIn(Buffer.from(text))).toEqual([])
    // Approvers decide about somebody with a name (spec 9); the last two see none.
    expect(JSON.stringify(shown.slice(-2))).not.toContain('隐私测试')
  })
})

describe('a sealed value', () => {
  const place = { collection: 'visits', record: 'visit-1', field: 'phone' }

  it('opens where it was sealed and nowhere else', async () => {
    const { seal, unseal } = await import('../../cloudfunctions/platform/sealing')
    const sealed = seal('13800138000', place)
    expect(unseal(sealed, place)).toBe('13800138000')
    for (const elsewhere of [{ collection: 'staff' }, { record: 'visit-2' }, { field: 'document' }])
      expect(() => unseal(sealed, { ...place, ...elsewhere })).toThrow()
  })

  it('is another one every time, and says nothing of what is in it but its length', async () => {
    const { seal } = await import('../../cloudfunctions/platform/sealing')
    const sealed = Array.from({ length: 20 }, () => seal('13800138000', place))
    expect(new Set(sealed).size).toBe(20)
    expect(new Set(sealed.map((text) => text.length)).size).toBe(1)
  })

  it('altered by one character it doesn’t open', async () => {
    const { seal, unseal } = await import('../../cloudfunctions/platform/sealing')
    const sealed = seal('13800138000', place)
    for (let index = 0; index < sealed.length - 1; index++) {
      const other = sealed.charAt(index) === 'A' ? 'B' : 'A'
      expect(() => unseal(sealed.slice(0, index) + other + sealed.slice(index + 1), place)).toThrow()
    }
  })

  it('of one booking put into another makes that one unreadable, not readable', async () => {
    const [one, two] = visitIds as [string, string]
    const [first, second] = await Promise.all([one, two].map((id) => campus.stored<Visit>('visits', id)))
    await campus.put('visits', { _id: two, document: first?.document })
    expect(await campus.deployed('private-2').outcome('visit.get', { visitId: two })).toBe('INTERNAL')
    await campus.put('visits', { _id: two, document: second?.document })
    expect(await campus.deployed('private-2').outcome('visit.get', { visitId: two })).toBe('ok')
  })

  it('is found again by a keyed hash that is worth nothing without the key', async () => {
    const { lookupHash } = await import('../../cloudfunctions/platform/lookup-hash')
    const { createHash } = await import('node:crypto')
    const visit = await campus.stored<Visit>('visits', visitIds[0] as string)
    const { phone } = identityOf(1)
    expect(visit?.phoneHash).toBe(lookupHash('phone', phone))
    for (const text of [phone, `phone:${phone}`])
      expect(createHash('sha256').update(text).digest('base64url')).not.toContain(visit?.phoneHash)
  })
})

describe('keys', () => {
  const withKeys = async (environment: Record<string, string>) => {
    const { parseKey, parseKeyring } = await import('../../cloudfunctions/platform/keys')
    return Object.entries(environment).map(([name, value]) =>
      name.endsWith('S') ? parseKeyring(name, value) : parseKey(name, value),
    )
  }
  const good = Buffer.from(randomUUID().replaceAll('-', '')).toString('base64')

  it('sample, short, repeated or twice-named keys are refused, and none is printed', async () => {
    const wrong: [string, Record<string, string>][] = [
      ['the sample key', { CAMPUS_LOOKUP_KEY: 'c2FtcGxlLWtleS1kby1ub3QtdXNlLWluLXByb2R1Y3Q=' }],
      ['too short', { CAMPUS_LOOKUP_KEY: 'c2hvcnQ=' }],
      ['one byte repeated', { CAMPUS_LOOKUP_KEY: Buffer.alloc(32, 7).toString('base64') }],
      ['empty', { CAMPUS_DATA_KEYS: '' }],
      ['without an id', { CAMPUS_DATA_KEYS: good }],
      ['one id twice', { CAMPUS_DATA_KEYS: `a:${good},a:${good}` }],
    ]
    for (const [, environment] of wrong) {
      const error = await withKeys(environment).then(
        () => null,
        (thrown: Error) => thrown,
      )
      expect([environment, error?.message]).toEqual([environment, expect.stringContaining('CAMPUS_')])
      expect(error?.message).not.toContain(good)
    }
    expect(await withKeys({ CAMPUS_DATA_KEYS: `new:${good},old:${good}` })).toMatchObject([
      { current: { id: 'new' } },
    ])
  })
})
