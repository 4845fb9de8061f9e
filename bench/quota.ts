import { isDomainError } from '../miniprogram/domain/errors'
import { command, updateIf, type Transaction } from '../cloudfunctions/platform/database'
import { transact } from '../cloudfunctions/platform/transaction'
import { listSlots } from '../cloudfunctions/stores/place-slots'
import { openQuota, takePlaceIn } from '../cloudfunctions/usecases/activity/places'
import { byOperator } from '../cloudfunctions/usecases/caller'
import { SCRATCH, type BenchCampus } from './campus'
import { holdTo } from './limits'

/**
 * `npm run bench -- quota`: 20,000 people want 3,000 places, BENCH_AT_ONCE (64) of them at a time; BENCH_SCALE (1) makes
 * both smaller. Beside it, as many ask one bare counter, which a place in a booking's transaction can't be: it knows
 * neither who has one nor how to give it back. Fails above two conflicts a grant.
 */
const SCALE = Number(process.env.BENCH_SCALE ?? 1)
const PLACES = Math.round(3_000 * SCALE)
const APPLICANTS = Math.round(20_000 * SCALE)
const MAX_CONFLICTS = 2
const AT_ONCE = Number(process.env.BENCH_AT_ONCE ?? 64)

export async function benchQuota(_: BenchCampus): Promise<string> {
  const now = Date.now()
  const operator = byOperator('bench', now)
  await openQuota(operator, 'bench', PLACES, now)
  await transact((tx) => tx.write(SCRATCH, { _id: 'counter', taken: 0 }))

  let tries = 0
  let toldBusy = 0
  /** Whoever is told BUSY asks again, as the person at the phone does. */
  const ask = async (at: number): Promise<boolean> => {
    try {
      const slotId = await transact(async (tx) => {
        tries++
        return takeWithRecordIn(tx, at)
      })
      return slotId !== null
    } catch (thrown) {
      if (!isDomainError(thrown) || thrown.code !== 'BUSY') throw thrown
      toldBusy++
      return ask(at)
    }
  }
  const slots = await crowd(ask)
  const { lt, inc } = command()
  const counter = await crowd(() =>
    updateIf(SCRATCH, { _id: 'counter', taken: lt(PLACES) }, { taken: inc(1) }),
  )

  const taken = (await listSlots('bench')).reduce((sum, slot) => sum + slot.taken, 0)
  if (taken !== PLACES || slots.granted !== PLACES)
    throw new Error(`${PLACES} places, ${taken} taken, ${slots.granted} granted`)
  const conflicts = (tries - APPLICANTS) / slots.granted
  holdTo([{ what: 'conflicts a grant', is: conflicts, most: MAX_CONFLICTS }])
  return `${APPLICANTS} applicants, ${AT_ONCE} at once, ${PLACES} places: ${slots.granted} granted, never one more
split slots   ${rate(slots.ms)} answers a second, ${conflicts.toFixed(2)} conflicts a grant, ${toldBusy} told to ask again
bare counter  ${rate(counter.ms)} answers a second, ${counter.granted} granted`
}

/** A place and the record it is for, as a booking takes it. */
async function takeWithRecordIn(tx: Transaction, at: number): Promise<string | null> {
  const slotId = await takePlaceIn(tx, 'bench')
  if (slotId !== null) await tx.add(SCRATCH, { _id: `place:${at}`, slotId } as { _id: string })
  return slotId
}

const rate = (ms: number): string => String(Math.round((APPLICANTS / ms) * 1000)).padStart(6)

/** All applicants, some of them at a time. */
async function crowd(ask: (at: number) => Promise<boolean>): Promise<{ ms: number; granted: number }> {
  let next = 0
  let granted = 0
  const started = performance.now()
  const one = async (): Promise<void> => {
    while (next < APPLICANTS) if (await ask(next++)) granted++
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return { ms: performance.now() - started, granted }
}
