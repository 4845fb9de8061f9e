import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  checkLocation,
  formatCoordinates,
  LOCATION_ERRORS,
  readCoordinates,
  readLocation,
  type GateLocation,
  type LocationError,
} from '../../../miniprogram/domain/gate/location'
import { locationErrors } from '../../../miniprogram/locales/zh/gate-location'

/** A gate of 育才校区, roughly. */
const HERE = { latitude: 25.2736, longitude: 110.2907 }

describe('coordinates as maps give them', () => {
  test.each([
    '25.2736,110.2907',
    '25.2736, 110.2907',
    '25.2736，110.2907',
    '110.2907，25.2736',
    '110.2907 25.2736',
    '２５．２７３６，１１０．２９０７',
    '(25.2736, 110.2907)',
    '（25.2736，110.2907）。',
    '[110.2907,25.2736]',
    '25.2736°,110.2907°',
    '25.2736° 110.2907°',
    '北纬25.2736°，东经110.2907°',
    '北纬25.2736度东经110.2907度',
    '东经110.2907，北纬25.2736',
    '纬度：25.2736，经度：110.2907',
    '经度:110.2907 纬度:25.2736',
    '纬度：北纬25.2736，经度：东经110.2907',
    'N25.2736 E110.2907',
    '25.2736N, 110.2907E',
    '110.2907° E, 25.2736° N',
    'lat=25.2736&lng=110.2907',
    '{"latitude":25.2736,"longitude":110.2907}',
    'lng: 110.2907, lat: 25.2736',
    ' 25.2736\t110.2907\n',
    '25.27360000000001,110.29069999999999',
    '25.2736\u200b,110.2907',
  ])('%j', (text) => {
    expect(readCoordinates(text)).toEqual(HERE)
  })

  it('are rounded to a tenth of a metre', () => {
    expect(readCoordinates('25.27361234567,110.29071298765')).toEqual({
      latitude: 25.273612,
      longitude: 110.290713,
    })
  })

  test.each<[string, LocationError]>([
    ['', 'LOCATION_FORM'],
    ['育才西门', 'LOCATION_FORM'],
    ['桂林 25.2736,110.2907', 'LOCATION_FORM'],
    ['25.2736.1,110.2907', 'LOCATION_FORM'],
    ['25.2736,110.2907,18', 'LOCATION_FORM'],
    ['东经110.2907 25.2736', 'LOCATION_FORM'],
    ['https://example.org/25.2736,110.2907', 'LOCATION_FORM'],
    ['25.2736', 'LOCATION_HALF'],
    ['经度 110.2907', 'LOCATION_HALF'],
    ['25°16′25″N 110°17′26″E', 'LOCATION_DEGREES'],
    ['北纬25度16分25秒，东经110度17分26秒', 'LOCATION_DEGREES'],
    ['北纬110.2907，东经25.2736', 'LOCATION_SWAPPED'],
    ['纬度110.2907 经度25.2736', 'LOCATION_SWAPPED'],
    ['110.2907N 25.2736E', 'LOCATION_SWAPPED'],
    ['0,0', 'LOCATION_OUTSIDE'],
    ['-25.2736,110.2907', 'LOCATION_OUTSIDE'],
    ['南纬25.2736 东经110.2907', 'LOCATION_OUTSIDE'],
    ['25.2736S 110.2907E', 'LOCATION_OUTSIDE'],
    ['51.5072,-0.1276', 'LOCATION_OUTSIDE'],
    ['25.2736,11.02907', 'LOCATION_OUTSIDE'],
    ['25.2736,25.2736', 'LOCATION_OUTSIDE'],
    [`${'9'.repeat(400)},110.2907`, 'LOCATION_OUTSIDE'],
  ])('%j is refused: %s', (text, error) => {
    expect(readCoordinates(text)).toEqual({ error })
  })

  it('any text is read or refused, and what was read reads the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,-°北纬东经NE "') })),
        (text) => {
          const read = readCoordinates(text)
          if ('error' in read) expect(LOCATION_ERRORS).toContain(read.error)
          else expect(readCoordinates(formatCoordinates(read))).toEqual(read)
        },
      ),
    )
  })

  it('every place in China can be typed', () => {
    const millionths = (least: number, most: number) =>
      fc.integer({ min: least * 1_000_000, max: most * 1_000_000 }).map((value) => value / 1_000_000)
    fc.assert(
      fc.property(millionths(3, 54), millionths(73, 136), (latitude, longitude) => {
        expect(readCoordinates(formatCoordinates({ latitude, longitude }))).toEqual({ latitude, longitude })
        expect(readCoordinates(`${longitude},${latitude}`)).toEqual({ latitude, longitude })
        expect(checkLocation({ latitude, longitude, address: '' })).toBeNull()
      }),
    )
  })
})

describe('what a place may be', () => {
  test.each<[Partial<GateLocation>, LocationError | null]>([
    [{}, null],
    [{ address: '育才路15号，公交师大站旁' }, null],
    [{ address: '路'.repeat(60) }, null],
    [{ address: '路'.repeat(61) }, 'LOCATION_ADDRESS'],
    [{ latitude: 110.2907, longitude: 25.2736 }, 'LOCATION_SWAPPED'],
    [{ latitude: 0, longitude: 0 }, 'LOCATION_OUTSIDE'],
    [{ latitude: NaN }, 'LOCATION_OUTSIDE'],
    [{ longitude: Infinity }, 'LOCATION_OUTSIDE'],
    [{ latitude: 25.2736001 }, 'LOCATION_DECIMALS'],
    [{ latitude: 25.273601 }, null],
  ])('%j: %s', (part, error) => {
    expect(checkLocation({ ...HERE, address: '', ...part })).toBe(error)
  })

  test.each<[string, string, ReturnType<typeof readLocation>]>([
    ['', '', { location: null }],
    [' ', '\u200b', { location: null }],
    ['110.2907，25.2736', ' 育才路 ', { location: { ...HERE, address: '育才路' } }],
    ['', '育才路', { error: 'LOCATION_MISSING' }],
    ['25.2736', '育才路', { error: 'LOCATION_HALF' }],
    ['25.2736,110.2907', '路'.repeat(61), { error: 'LOCATION_ADDRESS' }],
  ])('typed as %j and %j', (coordinates, address, read) => {
    expect(readLocation(coordinates, address)).toEqual(read)
  })

  it('what is wrong says how to put it right', () => {
    for (const error of LOCATION_ERRORS) expect(locationErrors[error], error).toMatch(/：|请/)
  })
})
