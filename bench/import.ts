import type { Sheet } from '../miniprogram/domain/campus/import/sheet'
import { planOf } from '../local/campus/tables'
import { demoCampus } from '../local/demo'
import type { BenchCampus } from './campus'

/**
 * `npm run bench -- import`: how long BENCH_STAFF (5000) people whom the directory doesn't know take, from the rows of their
 * file to the last one written.
 */
const STAFF = Number(process.env.BENCH_STAFF ?? 5_000)

export async function benchImport(campus: BenchCampus): Promise<string> {
  const known = campus.staff
  const rows = demoCampus({ staff: known + STAFF }).staff
  const cells = [
    ['工号', '姓名', '单位', '手机号'],
    ...rows.map(({ id, name, unitName, mobile }) => [id, name, unitName, mobile]),
  ]
  const sheet: Sheet = cells.map((row) => row.map((text) => ({ kind: 'text', text })))
  const started = performance.now()
  const plan = await planOf('staff', sheet, { doubtful: false, now: Date.now() })
  const planned = performance.now()
  const marks: string[] = []
  let mark = 0
  const cpu = process.cpuUsage()
  const refused = await plan.apply((done) => {
    const share = Math.floor((done * 5) / plan.count)
    if (share > mark) marks.push(`${done} after ${seconds(planned)} s`)
    mark = share
  })
  const { user, system } = process.cpuUsage(cpu)
  return [
    `${plan.count} new rows beside ${known}: preview ${seconds(started, planned)} s, written in ${seconds(planned)} s (${((user + system) / 1e6).toFixed(1)} s of computing)`,
    `${refused.length} refused; ${marks.join(', ')}`,
  ].join('\n')
}

const seconds = (from: number, to = performance.now()): string => ((to - from) / 1000).toFixed(1)
