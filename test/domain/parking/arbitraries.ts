import fc from 'fast-check'
import type { Stay } from '../../../miniprogram/domain/parking/fee'
import type {
  ByTotal,
  Rate,
  Tariff,
  UncappedRate,
  UnitPrice,
} from '../../../miniprogram/domain/parking/tariff'
import { at } from './golden'

const price = fc.integer({ min: 0, max: 5000 })
const unit: fc.Arbitrary<UnitPrice> = fc.record({
  unitMinutes: fc.integer({ min: 1, max: 1500 }),
  fen: price,
})

/** Steps grow in length and never in the other direction in price, as checkTariff asks. */
const total: fc.Arbitrary<ByTotal> = fc
  .tuple(fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), price), { minLength: 1, maxLength: 5 }), unit)
  .map(([growth, beyond]) => {
    let upToMinutes = 0
    let fen = 0
    const steps = growth.map(([minutes, more]) => ({
      upToMinutes: (upToMinutes += minutes),
      fen: (fen += more),
    }))
    return { form: 'total', steps, beyond }
  })

const clock: fc.Arbitrary<UncappedRate> = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 2 }), unit, unit)
  .map(([[dayFrom = 0, nightFrom = 1], day, night]) => ({ form: 'dayNight', dayFrom, nightFrom, day, night }))

const uncappedRates: fc.Arbitrary<UncappedRate> = fc.oneof(
  unit.map((each): UncappedRate => ({ form: 'period', ...each })),
  total,
  price.map((fen): UncappedRate => ({ form: 'entry', fen })),
  clock,
)

const cappedRates: fc.Arbitrary<Rate> = fc.record({
  form: fc.constant('capped' as const),
  cap: fc.record({
    fen: fc.integer({ min: 1, max: 5000 }),
    per: fc.constantFrom('calendarDay' as const, '24hours' as const),
  }),
  of: uncappedRates,
})

/** Sound tariffs of all five forms in both modes. */
export const tariffs: fc.Arbitrary<Tariff> = fc.record({
  id: fc.constant('any'),
  effectiveFrom: fc.constant(0),
  label: fc.constant('测试标准'),
  freeMinutes: fc.oneof(fc.constant(30), fc.integer({ min: 0, max: 120 })),
  freeMode: fc.constantFrom('threshold' as const, 'deducted' as const),
  rate: fc.oneof(uncappedRates, cappedRates),
})

/** Up to four days, some of them over a leap day, with any part of a second, of either class. */
export const stays: fc.Arbitrary<Stay> = fc
  .record({
    entryAt: fc.integer({ min: at('2024-02-27 00:00:00'), max: at('2024-03-02 00:00:00') }),
    duration: fc.oneof(fc.integer({ min: 0, max: 7_200_000 }), fc.integer({ min: 0, max: 4 * 86_400_000 })),
    purposeClass: fc.constantFrom('private' as const, 'official' as const),
    officialUntil: fc.option(fc.constantFrom(at('2024-02-29 00:00:00'), at('2024-03-01 00:00:00'))),
    tariff: tariffs,
  })
  .map(({ duration, ...stay }) => ({ ...stay, exitAt: stay.entryAt + duration }))
