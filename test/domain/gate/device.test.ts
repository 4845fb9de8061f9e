import { describe, expect, it, test } from 'vitest'
import {
  addressesOf,
  checkDevice,
  mayBeUnsigned,
  settledDevice,
} from '../../../miniprogram/domain/gate/device'
import { DEVICE_KINDS } from '../../../miniprogram/domain/gate/ways'

const HEAD = {
  ...{ name: '西门扫码头', gateId: 'west', kind: 'qrHead' as const, direction: 'in' as const },
  ...{ mayOverride: false, unsigned: true, addresses: [] as string[] },
}

describe('a device of a gate', () => {
  it('may be without signatures as a QR head or a plate camera', () =>
    expect(DEVICE_KINDS.filter(mayBeUnsigned)).toEqual(['qrHead', 'plateCamera']))

  test.each<[string, Partial<Parameters<typeof checkDevice>[0]>, string[]]>([
    ['a head that can’t sign', {}, []],
    ['one that signs, with an attendant', { unsigned: false, mayOverride: true, direction: 'both' }, []],
    ['without a name', { name: ' ' }, ['name DEVICE_NAME']],
    ['without a gate', { gateId: '' }, ['gateId DEVICE_GATE']],
    ['both ways without a signature', { direction: 'both' }, ['direction DEVICE_DIRECTION']],
    ['a controller without a signature', { kind: 'controller' }, ['unsigned DEVICE_SIGNS']],
    ['no signature, yet trusted', { mayOverride: true }, ['mayOverride DEVICE_OVERRIDE']],
    ['addresses', { addresses: ['10.1.2.3', 'fe80::1'] }, []],
    ['a name for an address', { addresses: ['10.1.2.3', '西门'] }, ['addresses DEVICE_ADDRESSES']],
    [
      'an eleventh address',
      { addresses: Array<string>(11).fill('10.1.2.3') },
      ['addresses DEVICE_ADDRESSES'],
    ],
    [
      'everything at once',
      { name: '', gateId: '', direction: 'both', kind: 'faceReader', addresses: ['?'], mayOverride: true },
      [
        ...['name DEVICE_NAME', 'gateId DEVICE_GATE', 'direction DEVICE_DIRECTION'],
        ...['unsigned DEVICE_SIGNS', 'addresses DEVICE_ADDRESSES', 'mayOverride DEVICE_OVERRIDE'],
      ],
    ],
  ])('%s', (_, traits, wrong) =>
    expect(checkDevice({ ...HEAD, ...traits }).map(({ field, code }) => `${field} ${code}`)).toEqual(wrong),
  )

  test.each([
    ['', []],
    ['10.1.2.3', ['10.1.2.3']],
    [
      ' 10.1.2.3，10.1.2.4；10.1.2.5;10.1.2.6、10.1.2.7\n10.1.2.8, ',
      [3, 4, 5, 6, 7, 8].map((n) => `10.1.2.${n}`),
    ],
  ])('the addresses in “%s”', (typed, addresses) => expect(addressesOf(typed)).toEqual(addresses))

  it('as a form sends it drops what a later choice took the ground from, so that nothing is wrong with it', () => {
    const trusted = { ...HEAD, mayOverride: true, addresses: ['10.1.2.3'] }
    expect(settledDevice(trusted)).toEqual({ ...trusted, mayOverride: false })
    const reader = { ...trusted, kind: 'faceReader' as const }
    expect(settledDevice(reader)).toEqual({ ...reader, unsigned: false, addresses: [] })
    for (const kind of DEVICE_KINDS) expect(checkDevice(settledDevice({ ...trusted, kind }))).toEqual([])
  })
})
