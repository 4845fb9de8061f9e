import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { bareJpeg } from '../../cloudfunctions/platform/jpeg'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { contentsOfDatabase } from '../functions/database-changes'
import { deviceAt } from '../functions/gates'
import { keptFace } from '../functions/pictures'
import { bookApproved, guardOf, identityOf } from '../functions/visitors'

/** Whoever reads the database later finds nobody in it whose time is over (spec 9). */
const GATE = 'yanshan-east'
const DAY = 86_400_000
let campus: Campus
let guard: Person
beforeAll(async () => {
  campus = await openCampus()
  campus.clock.now = NOW
  guard = campus.person(guardOf(campus, GATE))
})
afterAll(() => campus.close())

describe('a visit by car whose time is over', () => {
  const NAME = '蒙古力'
  const NOTE = '送一台带编号的仪器'

  it('leaves no name, plate or note: not in passages, stays, replies, facts or calendars', async () => {
    const number = 47_001
    const { plate, document, phone } = identityOf(number)
    const {
      visitId,
      pass,
      phone: pocket,
    } = await bookApproved(campus, number, {
      ...{ name: NAME, note: NOTE, driving: true, plate, purpose: 'private' },
    })
    const whole = (): string =>
      [...contentsOfDatabase(campus)].map(([key, text]) => `${key} ${text}`).join('\n')
    expect(whole()).not.toContain(NOTE)

    const check = (direction: 'in' | 'out', shown: object, inVehicle = true) =>
      guard.get('gate.check', { gateId: GATE, direction, inVehicle, ...shown })
    expect(await check('in', { plate })).toMatchObject({ allowed: true })
    campus.clock.now += 60_000
    expect(await check('out', { code: pass.shortCode })).toMatchObject({ allowed: true })
    const lane = await deviceAt(campus, GATE)
    expect((await lane.show(pocket.codeAt(campus.clock.now))).decision).toBe('allow')
    campus.clock.now += 60_000
    expect((await lane.show(pocket.codeAt(campus.clock.now), 'out')).decision).toBe('allow')
    expect(whole()).toContain(plate)

    const { endOverdueVisits } = await import('../../cloudfunctions/usecases/visit/expire')
    const { anonymiseOldVisits } = await import('../../cloudfunctions/usecases/visit/anonymise')
    const { checkCalendars } = await import('../../cloudfunctions/usecases/visit/check-calendars')
    const { removeExpired } = await import('../../cloudfunctions/usecases/campus/remove-expired')
    const [at, day] = [NOW + 181 * DAY, addDays(TODAY, 181)]
    await endOverdueVisits(at, day)
    await anonymiseOldVisits(at, day)
    await checkCalendars(at)
    await removeExpired(at)
    for (const personal of [plate, NAME, `${NAME.charAt(0)}**`, document, phone, NOTE])
      expect(
        whole()
          .split('\n')
          .filter((line) => line.includes(personal))
          .map((line) => line.slice(0, 40)),
        personal,
      ).toEqual([])
    expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({ anonymous: true, plate: null })
    // Where, when and by which way somebody passed stays.
    const { rows } = await guard.get('gate.recent', { gateId: GATE, cursor: null })
    expect(rows.filter(({ allowed }) => allowed).map(({ name, plate: car }) => [name, car])).toEqual(
      Array(4).fill(['', null]),
    )
    expect(await anonymiseOldVisits(at, day)).toBe(0)
  }, 60_000)
})

describe('a JPEG of many scans', () => {
  const scans = (picture: Buffer): number => picture.toString('latin1').split('\xff\xda').length - 1
  /** The picture with its last scan said again and again: a small file that keeps a decoder busy. */
  function repeated(picture: Buffer, times: number): Buffer {
    const from = picture.lastIndexOf(Buffer.from([0xff, 0xda]))
    const end = picture.length - 2
    const scan = picture.subarray(from, end)
    return Buffer.concat([
      picture.subarray(0, end),
      ...Array<Buffer>(times).fill(scan),
      picture.subarray(end),
    ])
  }

  test.each([13, 100, 400])('%i more are refused before anything is decoded', async (times) => {
    const picture = repeated(
      await sharp(await keptFace())
        .jpeg({ progressive: true })
        .toBuffer(),
      times,
    )
    expect(scans(picture)).toBeGreaterThan(12)
    expect(bareJpeg(picture)).toBeNull()
    const { checkedFace } = await import('../../cloudfunctions/usecases/face/check')
    expect(() => checkedFace(picture)).toThrow('FACE_FORM')
  })

  it('pictures as phones and programs make them pass', async () => {
    for (const progressive of [false, true]) {
      const picture = await sharp(await keptFace())
        .jpeg({ progressive })
        .toBuffer()
      expect(bareJpeg(picture)).not.toBeNull()
    }
  })
})
