import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ApproverAccount } from '../../cloudfunctions/stores/accounts'
import type { Unit } from '../../cloudfunctions/stores/campus'
import type { Staff } from '../../cloudfunctions/stores/staff'
import { demoTemplates } from '../../local/demo'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, identityOf } from './visitors'

const NEW_BOOKING = demoTemplates.newBooking.id
let campus: Campus
let hostId: string
let host: Person
let stranger: Person
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  const bound = campus.demo.staff.filter(({ openid }) => openid !== null)
  const approvers = approversOf(campus, 'computing')
  const mine = bound.find(({ unitId, openid }) => unitId === 'computing' && !approvers.includes(openid ?? ''))
  hostId = mine?.id ?? ''
  host = campus.person(mine?.openid ?? '')
  stranger = campus.person(bound.find(({ unitId }) => unitId === 'literature')?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const approver = () => campus.person(approversOf(campus, 'computing')[0] as string)

describe('the host', () => {
  it('is told of a booking that names them', async () => {
    const openid = host.openid as string
    await campus.cloud.consent.record(openid, NEW_BOOKING, 'accept')
    await campus.cloud.consent.record(openid, NEW_BOOKING, 'accept')
    await host.get('consent.record', { accepted: [NEW_BOOKING] })
    await host.get('consent.record', { accepted: [NEW_BOOKING] })
    await book(campus, next(), { hostId })
    expect(campus.cloud.notices.list(openid).map(({ page }) => page)).toContain('pages/host/visits/visits')
  })

  it('who approves for the unit as well gets one message, for the decision', async () => {
    const both = campus.demo.staff.find(({ openid }) => openid === approver().openid)
    const openid = both?.openid ?? ''
    for (let each = 0; each < 2; each++) {
      await campus.cloud.consent.record(openid, NEW_BOOKING, 'accept')
      await campus.person(openid).get('consent.record', { accepted: [NEW_BOOKING] })
    }
    const { visitId } = await book(campus, next(), { hostId: both?.id ?? '' })
    const pages = campus.cloud.notices.list(openid).map(({ page }) => page)
    expect(pages).toEqual([`staff/approvals/visit/visit?id=${visitId}`])
  })

  it('sees the bookings that name them with the name in full, and no others', async () => {
    const number = next()
    const { visitId } = await book(campus, number, { hostId, name: '韦小宝' })
    const { rows } = await host.get('host.visits', { list: 'pending', cursor: null })
    expect(rows.find(({ id }) => id === visitId)).toMatchObject({ name: '韦小宝', hostConfirmation: 'none' })
    expect(JSON.stringify(rows)).not.toContain(identityOf(number).phone)
    const others = await stranger.get('host.visits', { list: 'pending', cursor: null })
    expect(others.rows.map(({ id }) => id)).not.toContain(visitId)
  })

  it('confirms or denies, may change it, and the approver and the visitor see it', async () => {
    const { visitor, visitId } = await book(campus, next(), { hostId })
    for (const word of ['denied', 'confirmed'] as const) {
      await host.get('host.confirm', { visitId, word })
      expect((await approver().get('approval.get', { visitId })).hostConfirmation).toBe(word)
      expect((await visitor.get('visit.get', { visitId })).hostConfirmation).toBe(word)
    }
  })

  it('alone gives the word: no other host, and not the visitor', async () => {
    const { visitor, visitId } = await book(campus, next(), { hostId })
    expect(await stranger.outcome('host.confirm', { visitId, word: 'confirmed' })).toBe('NOT_FOUND')
    expect(await visitor.outcome('host.confirm', { visitId, word: 'confirmed' })).toBe('NOT_ALLOWED')
  })

  it('gives it only while it matters', async () => {
    const { visitId } = await book(campus, next(), { hostId })
    await approver().get('approval.return', { visitId, reason: '日期不符' })
    expect(await host.outcome('host.confirm', { visitId, word: 'confirmed' })).toBe('HOST_CONFIRMATION_LATE')
    const later = await book(campus, next(), { hostId })
    campus.clock.now = NOW + 86_400_000
    expect(await host.outcome('host.confirm', { visitId: later.visitId, word: 'denied' })).toBe(
      'HOST_CONFIRMATION_LATE',
    )
  })

  it('is asked anew when the booking is sent again', async () => {
    const { visitor, visitId } = await book(campus, next(), { hostId })
    await host.get('host.confirm', { visitId, word: 'confirmed' })
    const { rev, form } = await visitor.get('visit.get', { visitId })
    await visitor.get('visit.revise', { visitId, rev, form: { ...form, note: '改了' } })
    expect((await approver().get('approval.get', { visitId })).hostConfirmation).toBe('none')
  })
})

describe('a unit’s code', () => {
  it('is made once for staff and approvers of the unit, and for nobody else', async () => {
    const made = await host.get('unit.code', {})
    expect(made).toMatchObject({ unit: { unitId: 'computing', name: '计算机学院' } })
    const picture = Buffer.from(await (await fetch(made.url)).arrayBuffer())
    expect(['89504e47', 'ffd8ffe0', 'ffd8ffdb']).toContain(picture.subarray(0, 4).toString('hex'))
    const file = (await campus.stored<Unit>('units', 'computing'))?.codeFile
    await approver().get('unit.code', { unitId: 'computing' })
    expect((await campus.stored<Unit>('units', 'computing'))?.codeFile).toBe(file)
    expect(await stranger.outcome('unit.code', { unitId: 'computing' })).toBe('NOT_FOUND')
    expect(await campus.person(`visitor-${next()}`).outcome('unit.code', {})).toBe('NOT_ALLOWED')
  })

  it('offers every unit of an approver of several', async () => {
    const both = `both-${next()}`
    const account = await campus.stored<ApproverAccount>('accounts', `approver:${approver().openid}`)
    const unitIds = ['history', 'computing', 'literature']
    await campus.put('accounts', { ...account, _id: `approver:${both}`, openid: both, unitIds })
    const { unit, units } = await campus.person(both).get('unit.code', {})
    // 王城校区 has no gates: a code of its unit would lead to a refusal.
    expect([unit.unitId, units.map(({ unitId }) => unitId)]).toEqual([
      'computing',
      ['computing', 'literature'],
    ])
    await campus.put('accounts', { _id: `approver:${both}`, removed: true, active: false })
  })

  it('leads to a form that knows the unit: its name, and nothing else', async () => {
    const visitor = campus.person(`visitor-${next()}`)
    expect(await visitor.get('unit.get', { unitId: 'computing' })).toEqual({
      unit: { unitId: 'computing', name: '计算机学院' },
    })
    expect(await visitor.outcome('unit.get', { unitId: 'nothing' })).toBe('UNIT_REQUIRED')
    expect(await visitor.outcome('unit.get', { unitId: 'history' })).toBe('CAMPUS_WITHOUT_GATES')
  })
})

describe('the host’s code', () => {
  it('is a real picture, made once', async () => {
    const code = await host.get('host.code', {})
    expect(code.hostId).toBe(hostId)
    const picture = Buffer.from(await (await fetch(code.url)).arrayBuffer())
    // PNG or JPEG by their first bytes.
    expect(['89504e47', 'ffd8ffe0', 'ffd8ffdb']).toContain(picture.subarray(0, 4).toString('hex'))
    const made = (await campus.stored<Staff>('staff', hostId))?.codeFile
    const again = await host.get('host.code', {})
    expect((await campus.stored<Staff>('staff', hostId))?.codeFile).toBe(made)
    const second = Buffer.from(await (await fetch(again.url)).arrayBuffer())
    expect(second.equals(picture)).toBe(true)
  })

  it('leads to a form that knows the host by id: name and unit, nothing else', async () => {
    const visitor = campus.person(`visitor-${next()}`)
    const reply = await visitor.get('host.get', { hostId })
    expect(Object.keys(reply.host).sort()).toEqual(['hostId', 'name', 'unitName'])
    expect(await visitor.outcome('host.get', { hostId: 'nobody' })).toBe('HOST_GONE')
  })

  it('is for staff', async () => {
    expect(await campus.person(`visitor-${next()}`).outcome('host.code', {})).toBe('NOT_ALLOWED')
  })
})
