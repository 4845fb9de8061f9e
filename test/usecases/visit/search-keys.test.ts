import { describe, expect, it } from 'vitest'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { recordKeysOf, searchKeyOf, withKeys } from '../../../cloudfunctions/usecases/visit/search-keys'
import { readDocument } from '../../../miniprogram/domain/values/documents'
import { normaliseName } from '../../../miniprogram/domain/values/names'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { useKeys } from '../../keys'

/** What was typed finds the booking whose name, host, plate or numbers it is (spec 8). */
useKeys()

interface Booked {
  name?: string
  hostName?: string
  plate?: string | null
  phone?: string
  document?: string
}
function keysOf({ name = '覃小明', hostName = '欧阳倩', plate = null, ...numbers }: Booked): string[] {
  const visit = { name: normaliseName(name), hostName: normaliseName(hostName) }
  const { phone = '13800131234', document = '450105199001010078' } = numbers
  return withKeys({ ...visit, plate: plate === null ? null : normalisePlate(plate) } as unknown as Visit, {
    phone,
    documentKind: 'passport',
    document: readDocument(document),
  }).keys
}
const finds = (booked: Booked, typed: string): boolean => {
  const keys = keysOf(booked)
  return recordKeysOf(typed).some((key) => keys.includes(key))
}

describe('a name is found by every part of it', () => {
  const uyghur = { name: '阿卜杜热西提·买买提吐尔逊' }
  const french = { name: 'Marie-Hélène de La Rochefoucauld' }
  it.each<[Booked, string]>([
    [{}, '覃'],
    [{}, '小明'],
    [{}, '欧阳'],
    [uyghur, '阿卜杜热西提'],
    [uyghur, '买买提'],
    [uyghur, '买买提吐尔逊'],
    [uyghur, '阿卜杜热西提.买买提吐尔逊'],
    [{ name: 'Alexander Hamilton' }, 'Hamilton'],
    [{ name: 'Alexander Hamilton' }, 'hamil'],
    [{ name: 'Alexander Hamilton' }, 'ＡＬＥＸＡＮＤＥＲ'],
    [french, 'helene'],
    [french, 'La Rochefoucauld'],
    [french, 'rochefoucauld'],
    [{ name: '覃小明', hostName: 'John Fitzgerald Kennedy' }, 'kennedy'],
  ])('%j by %s', (booked, typed) => {
    expect(finds(booked, typed)).toBe(true)
    expect(keysOf(booked)).toContain(searchKeyOf(typed))
  })

  it('a long name costs an index no more than some keys', () =>
    expect(keysOf({ name: 'ab '.repeat(16).trim(), hostName: '李'.repeat(50) }).length).toBeLessThan(150))
})

describe('numbers are found by their end, as they stand on the document, and whole', () => {
  it.each<[Booked, string, boolean]>([
    [{}, '1234', true],
    [{}, '13800131234', true],
    [{}, '0078', true],
    [{ document: '45010519900101002X' }, '002X', true],
    [{ document: '45010519900101002X' }, '002x', true],
    [{ document: '45010519900101002X' }, '450105 1990 0101 002x', true],
    [{ document: 'EA1234567' }, '4567', true],
    [{ document: 'K1234567A' }, '567a', true],
    [{ document: 'C01X0AB6K' }, 'ab6k', true],
    [{ document: 'C01X0AB6K' }, 'C01X0AB6K', true],
    [{ document: 'C01X0AB6K' }, 'AB7K', false],
    [{}, '138-0013-1234', true],
    [{}, '+86 138 0013 1234', true],
    [{ phone: '+442079460018' }, '+44 (0)20 7946 0018', true],
    [{ phone: '+442079460018' }, '+442079460018', true],
    [{ phone: '+442079460018' }, '00442079460018', true],
    [{ phone: '+442079460018' }, '442079460018', true],
    [{ phone: '+29022222' }, '+290 22222', true],
    [{ document: 'H7654321201' }, 'H7654321201', true],
    [{ document: 'H7654321201' }, 'h76543212(01)', true],
    [{ document: 'H7654321201' }, 'H76543212', true],
    [{ document: 'H7654321201' }, '1201', true],
    [{ document: 'H7654321201' }, '3212', true],
    [{ document: 'H76543212' }, 'H7654321201', true],
    [{ document: '0123456701B' }, '0123456701(B)', true],
    [{ document: '0123456701B' }, '0123456701', true],
    [{ document: '0123456701B' }, '01234567', true],
    [{ document: 'HA123456701' }, 'HA1234567', true],
    // The digits of an ID aren't those of a phone.
    [{ phone: '13800130014' }, '440524188001010014', false],
    [{}, '4321', false],
    [{}, '13900139999', false],
  ])('%j by %s: %s', (booked, typed, found) => expect(finds(booked, typed)).toBe(found))
})

describe('a whole number of a phone is an approver’s search too', () => {
  it.each(['13800131234', '+86 138 0013 1234', '（+86）138-0013-1234'])('%s', (typed) =>
    expect(keysOf({})).toContain(searchKeyOf(typed)),
  )
  it.each(['+44 (0)20 7946 0018', '00442079460018', '442079460018'])('%s', (typed) =>
    expect(keysOf({ phone: '+442079460018' })).toContain(searchKeyOf(typed)),
  )
  it.each(['450105199001010078', 'H7654321201'])('but no number of a document: %s', (typed) =>
    expect(keysOf({ document: typed })).not.toContain(searchKeyOf(typed)),
  )
})

describe('a plate is found with and without its dot, its hyphen and its beginning', () => {
  it.each(['桂C·D1234', '桂C-D1234', '桂cd1234', 'CD1234', 'd1234', '桂Ｃ Ｄ1234'])('%s', (typed) =>
    expect(finds({ plate: '桂CD1234' }, typed)).toBe(true),
  )
})
