import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { dayOf, endOfDay } from '../../miniprogram/domain/values/days'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { withSentence } from './sentences'

let campus: Campus
let searchers = 0
/** Each question by somebody new, because questions are limited per person. */
const search = async (text: string) =>
  (await campus.person(`searcher-${++searchers}`).get('host.search', { text })).rows

beforeAll(async () => {
  campus = await openCampus({ staff: 400 })
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

describe('a host is found by part of the name', () => {
  test.each([
    ['the whole name', '覃海燕'],
    ['its beginning', '覃海'],
    ['one character', '覃'],
    ['its end', '海燕'],
    ['full pinyin', 'qinhaiyan'],
    ['the beginning of pinyin', 'qinha'],
    ['pinyin from the second syllable on', 'haiyan'],
    ['initials', 'qhy'],
    ['two initials', 'hy'],
    ['pinyin in capitals', 'QinHaiYan'],
    ['pinyin with blanks and tone apostrophes', " qin hai'yan "],
    ['full-width letters', 'ｑｈｙ'],
  ])('%s: %j', async (_, text) => {
    const rows = await search(text)
    // A short part may have more than ten answers; then the exact name finds it (first row above).
    if (rows.length < 10) expect(rows.map(({ name }) => name)).toContain('覃海燕')
    expect(rows.length).toBeGreaterThan(0)
  })

  it('rows hold name and unit, an id to book with, and nothing else', async () => {
    const [row] = await search('覃海燕')
    expect(Object.keys(row ?? {}).sort()).toEqual(['hostId', 'name', 'unitName'])
    expect(row).toMatchObject({ name: '覃海燕', unitName: '计算机学院' })
  })

  it('people of one name are told apart by their units', async () => {
    const rows = (await search('李伟')).filter(({ name }) => name === '李伟')
    expect(rows.map(({ unitName }) => unitName)).toEqual(
      expect.arrayContaining(['计算机学院', '文学院', '教育学部']),
    )
    expect(new Set(rows.map(({ hostId }) => hostId)).size).toBe(rows.length)
  })

  it('a unit’s search finds its own people only, those of the same name included', async () => {
    const person = campus.person(`searcher-${++searchers}`)
    const { rows } = await person.get('host.search', { text: '李伟', unitId: 'literature' })
    expect(rows.map(({ name, unitName }) => `${name}-${unitName}`)).toEqual(['李伟-文学院'])
    for (const text of ['li', '李', 'w'.repeat(2)])
      for (const { unitName } of (await person.get('host.search', { text, unitId: 'literature' })).rows)
        expect(unitName).toBe('文学院')
    expect((await person.get('host.search', { text: '李伟', unitId: 'nothing' })).rows).toEqual([])
  })

  it('names that begin with what was typed come first', async () => {
    const rows = await search('wang')
    const begins = rows.map(({ name }) => /^[王汪]/.test(name))
    expect(begins[0]).toBe(true)
    expect(begins.lastIndexOf(true)).toBeLessThan(
      begins.indexOf(false) === -1 ? rows.length : begins.indexOf(false),
    )
  })
})

describe('the directory can’t be read out', () => {
  test.each(['', ' ', 'q', '1', '13800138000', '😀', '覃1', '.*', '^', '$ne', 'a'.repeat(60)])(
    '%j finds nobody',
    async (text) => expect(await search(text)).toEqual([]),
  )

  test.each(['li', 'wang', 'zh', '李', 'w'.repeat(2)])('%j: ten rows at most', async (text) =>
    expect((await search(text)).length).toBeLessThanOrEqual(10),
  )

  it('somebody who left is not found', async () => {
    const [row] = await search('曾静')
    await campus.put('staff', { _id: row?.hostId ?? '', active: false })
    expect((await search('曾静')).map(({ hostId }) => hostId)).not.toContain(row?.hostId)
  })

  it('a person has 40 questions a minute, then waits; others don’t', async () => {
    const curious = campus.person('curious')
    for (let asked = 0; asked < 40; asked++)
      expect(await curious.outcome('host.search', { text: '覃' })).toBe('ok')
    expect(withSentence(await curious.ask('host.search', { text: '覃' }))).toMatchObject({
      code: 'TOO_MANY_SEARCHES',
      sentence: '查询太频繁，请稍后再试',
    })
    expect(await campus.person('calm').outcome('host.search', { text: '覃' })).toBe('ok')
    campus.clock.now = NOW + 60_000
    expect(await curious.outcome('host.search', { text: '覃' })).toBe('ok')
  })

  it('searching unit by unit is counted with all other questions', async () => {
    const curious = campus.person('unit-by-unit')
    const units = campus.demo.units.map(({ _id }) => _id)
    for (let asked = 0; asked < 40; asked++)
      await curious.get('host.search', { text: '李伟', unitId: units[asked % units.length] })
    expect(await curious.outcome('host.search', { text: '李伟', unitId: 'computing' })).toBe(
      'TOO_MANY_SEARCHES',
    )
    expect(await curious.outcome('unit.get', { unitId: 'computing' })).toBe('TOO_MANY_SEARCHES')
  })

  it('and 400 a day, however slowly', async () => {
    const day = dayOf(NOW)
    const until = endOfDay(day)
    await campus.put('searchLimits', {
      ...{ _id: `patient:${day}`, count: 399, minutes: {}, until },
      ...{ hosts: [], hostCount: 0 },
    })
    const patient = campus.person('patient')
    expect(await patient.outcome('host.search', { text: '覃' })).toBe('ok')
    campus.clock.now = NOW + 3_600_000
    expect(await patient.outcome('host.search', { text: '覃' })).toBe('TOO_MANY_SEARCHES')
    campus.clock.now = until
    expect(await patient.outcome('host.search', { text: '覃' })).toBe('ok')
  })

  it('what is too short to be searched isn’t counted', async () => {
    const typing = campus.person('typing')
    for (let asked = 0; asked < 50; asked++)
      expect(await typing.outcome('host.search', { text: 'q' })).toBe('ok')
    expect(await typing.outcome('host.search', { text: 'qi' })).toBe('ok')
  })
})
