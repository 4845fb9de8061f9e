import * as z from 'zod'
import { CAP_PERIODS, FREE_MODES } from '../miniprogram/domain/parking/tariff'
import { MAX_STEPS } from '../miniprogram/domain/parking/tariff-check'
import { action } from './action'
import { id, instant, minuteOfDay, typed, integer } from './values'

const unitPrice = z.object({ unitMinutes: integer, fen: integer })
const uncapped = z.discriminatedUnion('form', [
  unitPrice.extend({ form: z.literal('period') }),
  z.object({
    form: z.literal('total'),
    steps: z.array(z.object({ upToMinutes: integer, fen: integer })).max(MAX_STEPS),
    beyond: unitPrice,
  }),
  z.object({ form: z.literal('entry'), fen: integer }),
  z.object({
    form: z.literal('dayNight'),
    dayFrom: minuteOfDay,
    nightFrom: minuteOfDay,
    day: unitPrice,
    night: unitPrice,
  }),
])
export const tariff = z.object({
  effectiveFrom: instant,
  label: typed(50),
  freeMinutes: integer,
  freeMode: z.enum(FREE_MODES),
  rate: z.union([
    uncapped,
    z.object({
      form: z.literal('capped'),
      cap: z.object({ fen: integer, per: z.enum(CAP_PERIODS) }),
      of: uncapped,
    }),
  ]),
})

/** The parking tariff (spec 5.2). */
export const parking = {
  /** A new version of the tariff; running stays keep the version of their entry. */
  'tariff.add': action({ input: tariff, output: z.object({ tariffId: id }) }),
}
