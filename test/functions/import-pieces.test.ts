import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest'
import type { ApproverAccount } from '../../cloudfunctions/stores/accounts'
import type { Staff } from '../../cloudfunctions/stores/staff'
import type { Input } from '../../contract'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { browserAt, signedIn, type Browser } from './console'
import { contentsOfDatabase, changesBetween } from './database-changes'
import { marksSeen } from './valid-calls'
import { approversOf, formFor } from './visitors'

/** A file that comes in pieces from the console (spec 1, Import): each row is checked as if nobody had checked it. */
let campus: Campus
let office: Person
let computer: Browser
type Piece = Input<'import.write'>
type Row = Piece['rows'][number]

beforeAll(async () => {
  campus = await openCampus({ network: true })
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
beforeEach(async () => {
  campus.clock.now = NOW
  computer = await signedIn(campus, office)
})
afterAll(() => campus.close())

let numbers = 0
const phoneOf = (number: number): string => `1992000${String(number).padStart(4, '0')}`
const newRow = (changes: Partial<Row> = {}, cells: Partial<Record<number, string>> = {}): Row => {
  const number = ++numbers
  const usual = [`p${number}`, '曾绿洲', '法学院', phoneOf(number)]
  return {
    row: number + 1,
    cells: usual.map((cell, at) => cells[at] ?? cell),
    ...{ seen: '', looked: false },
    ...changes,
  }
}
const piece = (rows: Row[], leavers: Piece['leavers'] = [], table: Piece['table'] = 'staff'): Piece => ({
  ...{ table, rows, leavers },
})
const write = (given: Piece, key = randomUUID()) => computer.get('import.write', given, key)
const codesOf = async (given: Piece): Promise<string[]> =>
  (await write(given)).refused.map(({ code }) => code)
const staffOf = (staffId: string) => campus.stored<Staff>('staff', staffId)
const [ID, NAME, UNIT, PHONE] = [0, 1, 2, 3] as const

describe('who may', () => {
  test.each(['import.staff', 'import.places', 'import.phones', 'import.write'] as const)(
    '%s: the office at the console, neither on a phone nor anybody else',
    async (action) => {
      const input = {
        ...{ 'import.staff': { after: '' }, 'import.places': {}, 'import.phones': { phones: [] } },
        'import.write': piece([]),
      }[action] as never
      expect(await computer.outcome(action, input)).toBe('ok')
      const approver = campus.person(approversOf(campus, 'law')[0] ?? '')
      expect(await (await signedIn(campus, approver)).outcome(action, input)).toBe('NOT_ALLOWED')
      expect(await browserAt(campus).outcome(action, input)).toBe('SIGNED_OUT')
      const { handle } = await import('../../cloudfunctions/api/handle')
      const reply = await handle({ action, input, requestId: randomUUID() }, office.openid, NOW, 'trace')
      expect(reply).toMatchObject({ ok: false, code: 'NOT_ALLOWED' })
    },
  )

  it('marks tell one office nothing that another could use, and no hash leaves', async () => {
    const [mine, theirs] = [
      await computer.get('import.phones', { phones: [phoneOf(1)] }),
      await campus.person(campus.demo.office[1]?.openid ?? '').get('import.phones', { phones: [phoneOf(1)] }),
    ]
    expect(mine.marks[0]).toMatch(/^[\w-]{16}$/)
    expect(mine.marks).not.toEqual(theirs.marks)
    const { lookupHash } = await import('../../cloudfunctions/platform/lookup-hash')
    expect(lookupHash('phone', phoneOf(1))).not.toContain(mine.marks[0])
  })
})

describe('a row that the browser let through', () => {
  test.each<[string, number, string]>([
    ['FORMULA', NAME, '=1+1'],
    ['NAME_CHARACTER', NAME, '曾绿洲2'],
    ['NUMBER_FORM', ID, 'a/b'],
    ['PHONE_LENGTH', PHONE, '1391000000'],
    ['UNIT_UNKNOWN', UNIT, '炼金学院'],
    ['EMPTY', PHONE, ''],
  ])('is refused all the same: %s', async (code, column, text) => {
    const [wrong, right] = [newRow({}, { [column]: text }), newRow()]
    const { refused } = await write(piece([wrong, right]))
    expect(refused).toMatchObject([{ row: wrong.row, code }])
    expect(await staffOf(right.cells[ID] ?? '')).toMatchObject({ name: '曾绿洲', unitId: 'law' })
  })

  it('a number that is somebody’s is refused, and so is one that two rows have', async () => {
    const taken = newRow({}, { [PHONE]: campus.demo.staff[3]?.mobile ?? '' })
    expect(await codesOf(piece([taken]))).toEqual(['PHONE_TAKEN'])
    const first = newRow()
    const second = newRow({}, { [PHONE]: first.cells[PHONE] ?? '' })
    expect(await codesOf(piece([first, second]))).toEqual(['PHONE_TWICE', 'PHONE_TWICE'])
  })

  it('another name and another number wait until somebody has looked', async () => {
    const first = newRow()
    await write(piece([first]))
    const seen = (await marksSeen(office)).get(first.cells[ID] ?? '') ?? ''
    const other = newRow({ seen }, { [ID]: first.cells[ID] ?? '', [NAME]: '王五' })
    expect(await codesOf(piece([other]))).toEqual(['SOMEBODY_ELSE'])
    expect(await codesOf(piece([{ ...other, looked: true }]))).toEqual([])
    expect(await staffOf(first.cells[ID] ?? '')).toMatchObject({ name: '王五' })
  })
})

describe('a preview that is stale', () => {
  const existing = async () => {
    const row = newRow()
    await write(piece([row]))
    const staffId = row.cells[ID] ?? ''
    return { row, staffId, seen: (await marksSeen(office)).get(staffId) ?? '' }
  }
  const changeBehind = async (staffId: string) => {
    const { name, phone, ...row } = { staffId, name: '刚改名', phone: null, unitId: 'law' }
    await office.get('staff.save', { ...row, name, phone, pinyin: 'a', active: true })
  }

  it('changes nothing of a row that somebody else has changed', async () => {
    const { row, staffId, seen } = await existing()
    await changeBehind(staffId)
    const moved = { ...row, seen, cells: row.cells.map((cell, at) => (at === UNIT ? '音乐学院' : cell)) }
    expect(await codesOf(piece([moved]))).toEqual(['STALE'])
    expect(await staffOf(staffId)).toMatchObject({ name: '刚改名', unitId: 'law' })
  })

  it('lets nobody go whom somebody else has changed', async () => {
    const { staffId, seen } = await existing()
    await changeBehind(staffId)
    expect(await codesOf(piece([], [{ staffId, seen, looked: true }]))).toEqual(['STALE'])
    expect(await staffOf(staffId)).toMatchObject({ active: true })
  })

  it('holds no unit that somebody else has changed', async () => {
    const { units } = await computer.get('import.places', {})
    const law = units.find(({ place }) => place._id === 'law')
    const row = (phone: string, seen = law?.seen ?? '') => ({
      ...{ row: 2, cells: ['law', '法学院', '雁山校区', phone], seen, looked: false },
    })
    expect(await codesOf(piece([row('0773-5550111')], [], 'units'))).toEqual([])
    // sent again: it stands so
    expect(await codesOf(piece([row('0773-5550111')], [], 'units'))).toEqual([])
    expect(await codesOf(piece([row('0773-5550222')], [], 'units'))).toEqual(['STALE'])
    expect(await campus.stored('units', 'law')).toMatchObject({ phone: '0773-5550111' })
  })
})

describe('a piece', () => {
  const traces = () =>
    [...contentsOfDatabase(campus).values()].filter((text) => text.includes('"import.write"')).length

  it('is written once, however often it comes: under its key, under another, twice at once', async () => {
    const given = piece([newRow(), newRow(), newRow()])
    const key = randomUUID()
    const replies = await Promise.all([write(given, key), write(given, key), write(given)])
    expect(replies).toEqual(replies.map(() => ({ refused: [] })))
    const before = contentsOfDatabase(campus)
    expect(await write(given, key)).toEqual({ refused: [] })
    expect(changesBetween(before, contentsOfDatabase(campus))).toEqual([])
    await write(given)
    const again = changesBetween(before, contentsOfDatabase(campus))
    expect(again.filter((line) => /^(?:staff|bindings):/.test(line))).toEqual([])
    expect(await computer.outcome('import.write', piece([newRow()]), key)).toBe('KEY_REUSED')
  })

  it('cut off in its midst and sent again, it ends as it would have', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const given = piece(Array.from({ length: 20 }, () => newRow()))
    const key = randomUUID()
    campus.network.interruption = { after: 20, done: false }
    expect(await computer.outcome('import.write', given, key)).toBe('INTERNAL')
    campus.network.interruption = null
    const there = async () =>
      (await Promise.all(given.rows.map(({ cells }) => staffOf(cells[ID] ?? '')))).filter(
        (row) => row !== null,
      )
    const written = (await there()).length
    expect(written).toBeGreaterThan(0)
    expect(written).toBeLessThan(20)
    expect(await write(given, key)).toEqual({ refused: [] })
    expect(await there()).toHaveLength(20)
    vi.restoreAllMocks()
  })

  it('leaves a row of the trail for each transaction, with the office’s name', async () => {
    const before = traces()
    campus.clock.now += 5000
    await write(piece([newRow()]))
    expect(traces()).toBeGreaterThan(before)
    const { rows } = await computer.get('audit.list', { topic: 'all', cursor: null, size: 50 } as never)
    expect(rows[0]).toMatchObject({ action: 'import.write', byRole: 'office' })
  })
})

describe('a leaver', () => {
  it('loses the approver’s role; a unit’s last approver goes only when somebody has looked', async () => {
    const openids = approversOf(campus, 'mathematics')
    const rows = campus.demo.staff.filter(({ openid }) => openid !== null && openids.includes(openid))
    const seen = await marksSeen(office)
    const leaver = (staffId: string, looked: boolean) => ({ staffId, looked, seen: seen.get(staffId) ?? '' })
    const { refused } = await write(
      piece(
        [],
        rows.map(({ id }) => leaver(id, false)),
      ),
    )
    expect(refused.map(({ code }) => code)).toEqual(rows.map(() => 'LAST_APPROVER'))
    expect(
      await codesOf(
        piece(
          [],
          rows.map(({ id }) => leaver(id, true)),
        ),
      ),
    ).toEqual([])
    for (const openid of openids)
      expect(await campus.stored<ApproverAccount>('accounts', `approver:${openid}`)).toMatchObject({
        removed: true,
      })
  })
})

describe('another number', () => {
  const unbinding = async (unitId: string) => {
    const openids = approversOf(campus, unitId)
    const seen = await marksSeen(office)
    const rows = campus.demo.staff
      .filter(({ openid }) => openid !== null && openids.includes(openid))
      .map(({ id, name, unitId: of }) =>
        newRow({ seen: seen.get(id) ?? '' }, { [ID]: id, [NAME]: name, [UNIT]: of }),
      )
    const removed = async () =>
      (
        await Promise.all(
          openids.map((openid) => campus.stored<ApproverAccount>('accounts', `approver:${openid}`)),
        )
      ).filter((account) => account?.removed === true).length
    return { rows, removed }
  }

  it('of a unit’s approvers waits until somebody has looked', async () => {
    const { rows, removed } = await unbinding('physics')
    expect(rows.length).toBeGreaterThan(1)
    expect(await codesOf(piece(rows))).toEqual(rows.map(() => 'LAST_APPROVER'))
    expect(await removed()).toBe(0)
    expect(await codesOf(piece(rows.map((each) => ({ ...each, looked: true }))))).toEqual([])
    expect(await removed()).toBe(rows.length)
  })

  it('waits for the last of them alone, piece after piece or beside one who leaves', async () => {
    const { rows, removed } = await unbinding('literature')
    const [one, ...others] = rows
    if (one === undefined) throw new Error('no approver')
    const leavers = others.map(({ cells, seen }) => ({ staffId: cells[ID] ?? '', seen, looked: false }))
    expect(await codesOf(piece([one], leavers))).toEqual(['LAST_APPROVER'])
    expect(await removed()).toBe(others.length)
    expect(await codesOf(piece([one]))).toEqual(['LAST_APPROVER'])
  })
})

describe('a campus that is changed', () => {
  const set = async (name: string, hasGates: '是' | '否') => {
    const { campuses } = await computer.get('import.places', {})
    const seen = campuses.find(({ place }) => place._id === 'wangcheng')?.seen ?? ''
    const row = { row: 2, cells: ['wangcheng', name, hasGates], seen, looked: false }
    expect(await codesOf(piece([row], [], 'campuses'))).toEqual([])
  }
  let number = 88_000
  const bookingThere = async (): Promise<string> => {
    const hostId = campus.demo.staff.find(({ unitId }) => unitId === 'continuing')?.id ?? ''
    const reply = await campus
      .person(`visitor-${++number}`)
      .ask('visit.submit', { form: formFor(campus, number, { hostId }) })
    return JSON.stringify(reply)
  }

  it('takes its units and gates along', async () => {
    expect(await bookingThere()).toContain('CAMPUS_WITHOUT_GATES')
    const usual = { pedestrian: true, vehicleBarrier: false, privateVehicles: 'none', active: true } as const
    const gate = { gateId: 'wangcheng-south', name: '正阳门', campusId: 'wangcheng', order: 20 }
    await office.get('gate.save', { ...usual, ...gate })
    await set('王城校区（靖江王府）', '是')
    expect(await bookingThere()).not.toContain('CAMPUS_WITHOUT_GATES')
    const { units } = await office.get('unit.list', {})
    expect(units.find(({ id }) => id === 'continuing')).toMatchObject({
      ...{ campusName: '王城校区（靖江王府）', hasGates: true },
    })
    const { gates } = await office.get('gate.list', {})
    expect(gates.find(({ id }) => id === 'wangcheng-south')?.campusName).toBe('王城校区（靖江王府）')
    const places = await computer.get('import.places', {})
    expect(places.units.find(({ place }) => place._id === 'continuing')?.place).toMatchObject({
      hasGates: true,
    })
    await set('王城校区', '否')
    expect(await bookingThere()).toContain('CAMPUS_WITHOUT_GATES')
  })

  it('stands in its own record alone', async () => {
    for (const document of [
      await campus.stored('units', 'continuing'),
      await campus.stored('gates', 'wangcheng-south'),
    ])
      expect(Object.keys(document ?? {})).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:campusName|hasGates)$/)]),
      )
  })
})

it('a unit that is renamed is called so wherever its staff are shown, and their file changes nothing', async () => {
  const { units } = await computer.get('import.places', {})
  const law = units.find(({ place }) => place._id === 'law')
  const host = campus.demo.staff.find(({ unitId, openid }) => unitId === 'law' && openid !== null)
  const called = async () => {
    const searched = await campus.person(`seeker-${++numbers}`).get('host.search', { text: host?.name ?? '' })
    const found = await office.get('staff.find', { text: host?.id ?? '' })
    const own = await campus.person(host?.openid ?? '').get('me', {})
    const { rows } = await computer.get('import.staff', { after: '' })
    return [
      searched.rows.find(({ hostId }) => hostId === host?.id)?.unitName,
      found.rows[0]?.unitName,
      own.staffUnit,
      rows.find(({ staffId }) => staffId === host?.id)?.unitName,
    ]
  }
  expect(await called()).toEqual(['法学院', '法学院', '法学院', '法学院'])
  const row = {
    row: 2,
    cells: ['law', '法学与政治学院', '雁山校区', ''],
    seen: law?.seen ?? '',
    looked: false,
  }
  expect(await codesOf(piece([row], [], 'units'))).toEqual([])
  expect(await called()).toEqual(['法学与政治学院', '法学与政治学院', '法学与政治学院', '法学与政治学院'])
})

describe('other tables', () => {
  it('gates and campuses by their rows; approver accounts once', async () => {
    const row = (cells: string[], at = 2) => ({ row: at, cells, seen: '', looked: false })
    expect(await codesOf(piece([row(['lijiang', '漓江校区', '是'])], [], 'campuses'))).toEqual([])
    expect(
      await codesOf(piece([row(['', '漓江东门', '漓江校区', '', '有', '只进', '', ''], 7)], [], 'gates')),
    ).toEqual([])
    expect(
      await codesOf(piece([row(['', '无名门', '别处', '', '有', '只进', '', ''])], [], 'gates')),
    ).toEqual(['CAMPUS_UNKNOWN'])
    const { gates } = await computer.get('import.places', {})
    expect(gates.find(({ place }) => place.name === '漓江东门')?.place).toMatchObject({ order: 7 })

    const openid = approversOf(campus, 'computing')[0] ?? ''
    const { id = '', name = '' } = campus.demo.staff.find((staff) => staff.openid === openid) ?? {}
    const grant = piece([row([id, name, 'music'])], [], 'approvers')
    await Promise.all([write(grant), write(grant)])
    await write(grant)
    const account = await campus.stored<ApproverAccount>('accounts', `approver:${openid}`)
    expect(account?.unitIds).toContain('music')
    expect(account?.history.filter(({ action }) => action === 'unitAdded')).toHaveLength(1)
    expect(await codesOf(piece([row(['nobody', name, 'music'])], [], 'approvers'))).toEqual(['STAFF_UNKNOWN'])
  })
})
