import { readDocument } from '../cloudfunctions/platform/database'
import type { Visit } from '../cloudfunctions/stores/visits'
import { atCampus, atUnit, facetsOf } from '../cloudfunctions/platform/facets'
import { cloudTarget, demoCampus } from '../local/demo'
import { addDays, dayOf } from '../miniprogram/domain/values/days'
import { sealForm } from '../cloudfunctions/usecases/visit/sealed-form'
import type { BenchCampus } from './campus'
import { quantile } from './measure'
import { APPROVER, nextForm } from './subjects'

/**
 * `npm run bench -- queue`: a page of 50 of the approver's queue, of the office's records and of a search, with few visits on
 * record (10,000) and with many (BENCH_VISITS, 200,000), each beside a bare read, so that a busier machine at one of the two
 * times isn't taken for the number of visits.
 */
const FEW = 10_000
const MANY = Number(process.env.BENCH_VISITS ?? 200_000)
const PENDING = 200
const ROUNDS = 40
const START = Date.now()
const BATCH = 500

export async function benchQueue(campus: BenchCampus): Promise<string> {
  const office = demoCampus({ staff: campus.staff }).office[0]?.openid ?? ''
  const days = { firstDay: addDays(dayOf(START), -30), lastDay: dayOf(START), campusId: null }
  const pages: Record<string, () => Promise<{ rows: unknown[] }>> = {
    queue: () => campus.call(APPROVER, 'approval.list', { list: 'pending', cursor: null, size: 50 }, START),
    records: () =>
      campus.call(
        office,
        'record.visits',
        { filter: { ...days, unitId: null, state: null }, cursor: null, size: 50 },
        START,
      ),
    search: () => campus.call(office, 'record.search', { text: '旧访客', cursor: null, size: 50 }, START),
  }
  const model = await bookedBy(campus)
  await cloudTarget().insert(
    'visits',
    Array.from({ length: PENDING }, (_, index) => ({
      ...{
        ...model,
        _id: `waiting-${index}`,
        sort: `${model.sort}-${index}`,
        recordSort: `${model.recordSort}-${index}`,
      },
    })),
  )
  await growTo(model, 0, FEW)
  const few = await measured(pages, model._id)
  await growTo(model, FEW, MANY)
  const many = await measured(pages, model._id)
  return Object.keys(pages)
    .map((name) => {
      const [a, b] = [few.get(name) ?? NaN, many.get(name) ?? NaN]
      return `${name.padEnd(8)} ${MANY.toLocaleString('en')} visits by ${FEW.toLocaleString('en')}: ${(b / a).toFixed(2)} (${a.toFixed(1)} and ${b.toFixed(1)} bare reads)`
    })
    .join('\n')
}

async function bookedBy(campus: BenchCampus): Promise<Visit> {
  const { visitId } = await campus.call('bench-visitor', 'visit.submit', { form: nextForm() }, START)
  const model = await readDocument<Visit>('visits', visitId)
  if (model === null) throw new Error('there is no booking')
  return model
}

/** Visits that are over, of all units and of the last half year, with the search keys of a name and a plate. */
async function growTo(model: Visit, from: number, to: number): Promise<void> {
  const { units } = demoCampus({ staff: 120 })
  for (let index = from; index < to; index += BATCH) {
    const documents = Array.from({ length: Math.min(BATCH, to - index) }, (_, offset) => {
      const number = index + offset
      const unit = units[number % units.length]
      return over(model, number, unit?._id ?? '', unit?.campusId ?? '')
    })
    await cloudTarget().insert('visits', documents)
  }
}

/** What is sealed is bound to its record. */
const FORM = { ...nextForm(), purpose: 'official' as const }

function over(model: Visit, number: number, unitId: string, campusId: string): Visit {
  const firstDay = addDays(dayOf(START), -(number % 180))
  const _id = `over-${number}`
  const sort = `${String(START - number * 60_000).padStart(14, '0')}:${_id}`
  return {
    ...{
      ...model,
      ...sealForm({ ...FORM, firstDay, lastDay: firstDay }, _id),
      _id,
      unitId,
      campusId,
      state: 'finished',
      list: 'ended',
      sort,
      firstDay,
      lastDay: firstDay,
    },
    keys: ['旧访客', '访客', String(number), `C${number}`, `tail-${number % 10_000}`],
    facets: facetsOf([atCampus(campusId), atUnit(unitId)], ['finished']),
    recordSort: `${firstDay}:${sort}`,
  }
}

/** Median of each page by the median of a bare read, in turn. */
async function measured(
  pages: Readonly<Record<string, () => Promise<{ rows: unknown[] }>>>,
  visitId: string,
): Promise<Map<string, number>> {
  const ratios = new Map<string, number>()
  for (const [name, read] of Object.entries(pages)) {
    const [times, bare]: [number[], number[]] = [[], []]
    for (let round = -5; round < ROUNDS; round++) {
      const page = await timed(read)
      const one = await timed(() => readDocument('visits', visitId))
      if (page.result.rows.length < 50) throw new Error(`${name}: a full page was expected`)
      if (round >= 0) [times, bare].forEach((list, index) => list.push(index === 0 ? page.ms : one.ms))
    }
    ratios.set(name, quantile(times, 0.5) / quantile(bare, 0.5))
  }
  return ratios
}

async function timed<R>(work: () => Promise<R>): Promise<{ ms: number; result: R }> {
  const began = performance.now()
  const result = await work()
  return { ms: performance.now() - began, result }
}
