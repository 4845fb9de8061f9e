import { readDocument } from '../cloudfunctions/platform/database'
import type { Visit } from '../cloudfunctions/stores/visits'
import { atCampus, atUnit, facetsOf } from '../cloudfunctions/platform/facets'
import { cloudTarget, demoCampus } from '../local/demo'
import { addDays, dayOf } from '../miniprogram/domain/values/days'
import { sealForm } from '../cloudfunctions/usecases/visit/sealed-form'
import { openBenchCampus, useAddress, type BenchCampus } from './campus'
import { holdTo } from './limits'
import { quantile } from './measure'
import { APPROVER, nextForm } from './subjects'

/**
 * `npm run bench -- queue`: a page of 50 of the approver's queue, of the office's records and of a search, on a campus with few
 * visits on record (10,000) and on one with many (BENCH_VISITS, 200,000), in turn, so that whatever else the machine does
 * strikes both alike. Fails when a page of the large campus takes more than 1.3 times as long.
 */
const FEW = 10_000
const MANY = Number(process.env.BENCH_VISITS ?? 200_000)
const MAX_RATIO = 1.3
const PENDING = 200
const ROUNDS = 60
const WARM_UP = 20
const START = Date.now()
const BATCH = 500

type Pages = Readonly<Record<string, (campus: BenchCampus) => Promise<{ rows: unknown[] }>>>

export async function benchQueue(few: BenchCampus): Promise<string> {
  const many = await openBenchCampus(few.staff, null, few.keys)
  try {
    for (const [campus, visits] of [
      [few, FEW],
      [many, MANY],
    ] as const) {
      useAddress(campus.cloud, campus.url)
      await fill(campus, visits)
    }
    const pages = pagesOf(few.staff)
    const times = await measured(pages, few, many)
    return Object.keys(pages)
      .map((name) => {
        const [a = [], b = []] = times.get(name) ?? []
        const [ofFew, ofMany] = [quantile(a, 0.5), quantile(b, 0.5)]
        holdTo([{ what: `${name}, many by few`, is: ofMany / ofFew, most: MAX_RATIO }])
        return `${name.padEnd(8)} ${MANY.toLocaleString('en')} visits by ${FEW.toLocaleString('en')}: ${(ofMany / ofFew).toFixed(2)} (${ofMany.toFixed(1)} and ${ofFew.toFixed(1)} ms)`
      })
      .join('\n')
  } finally {
    await many.close()
  }
}

function pagesOf(staff: number): Pages {
  const office = demoCampus({ staff }).office[0]?.openid ?? ''
  const days = { firstDay: addDays(dayOf(START), -30), lastDay: dayOf(START), campusId: null }
  const filter = { ...days, unitId: null, state: null }
  return {
    queue: (campus) =>
      campus.call(APPROVER, 'approval.list', { list: 'pending', cursor: null, size: 50 }, START),
    records: (campus) => campus.call(office, 'record.visits', { filter, cursor: null, size: 50 }, START),
    search: (campus) =>
      campus.call(office, 'record.search', { text: '旧访客', cursor: null, size: 50 }, START),
  }
}

async function fill(campus: BenchCampus, visits: number): Promise<void> {
  const model = await bookedBy(campus)
  await cloudTarget().insert(
    'visits',
    Array.from({ length: PENDING }, (_, index) => waiting(model, index)),
  )
  await growTo(model, 0, visits)
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

function waiting(model: Visit, index: number): Visit {
  const _id = `waiting-${index}`
  const [sort, recordSort] = [`${model.sort}-${index}`, `${model.recordSort}-${index}`]
  return { ...model, ...sealForm(FORM, _id), _id, sort, recordSort }
}

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

/** Milliseconds of each page, on the one campus and on the other. */
async function measured(
  pages: Pages,
  few: BenchCampus,
  many: BenchCampus,
): Promise<Map<string, [number[], number[]]>> {
  const times = new Map<string, [number[], number[]]>(Object.keys(pages).map((name) => [name, [[], []]]))
  for (let round = -WARM_UP; round < ROUNDS; round++)
    for (const [name, read] of Object.entries(pages))
      for (const [index, campus] of [few, many].entries()) {
        useAddress(campus.cloud, campus.url)
        const { ms, result } = await timed(() => read(campus))
        if (result.rows.length < 50) throw new Error(`${name}: a full page was expected`)
        if (round >= 0) times.get(name)?.[index]?.push(ms)
      }
  return times
}

async function timed<R>(work: () => Promise<R>): Promise<{ ms: number; result: R }> {
  const began = performance.now()
  const result = await work()
  return { ms: performance.now() - began, result }
}
