import { rmSync } from 'node:fs'
import fs from 'node:fs/promises'
import { allowFirstReminders } from '../local/demo'
import { compileMiniProgram, type Compiled } from '../local/preview/compiler/compile'
import { startPreview, type Started, type StartOptions } from '../local/start'
import { dayOf } from '../miniprogram/domain/values/days'
import { scratchFolder } from './scratch'

/** Enough to be searched. */
export const STAFF = 400

export type CampusOptions = Pick<StartOptions, 'lanes' | 'reminders' | 'timers' | 'miniprogram'>

/** The Mini Program as this process compiled it, by its folder: no journey changes its sources. */
const compiled = new Map<string, Promise<Compiled>>()

function compile(root: string): Promise<Compiled> {
  const once = compiled.get(root) ?? compileMiniProgram(root)
  compiled.set(root, once)
  return once
}

/** Where this process wrote the demo campus, by the day for which it did. */
const written = new Map<string, Promise<string>>()

/**
 * Starts the whole system in `dir` with the demo campus as on its first day. A process writes the campus once a day and
 * every further start goes on from a copy: to write it takes longer than many a journey.
 */
export async function startOnCampus(
  dir: string,
  { reminders = false, ...options }: CampusOptions = {},
): Promise<Started> {
  await fs.cp(await campusOf(dayOf(Date.now())), dir, { recursive: true })
  const started = await startPreview({ port: 0, dir, campus: false, compile, ...options })
  if (reminders) await allowFirstReminders(started.cloud)
  return started
}

function campusOf(day: string): Promise<string> {
  const campus = written.get(day) ?? writeCampus()
  written.set(day, campus)
  return campus
}

async function writeCampus(): Promise<string> {
  const dir = scratchFolder('demo-campus-')
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
  const started = await startPreview({ port: 0, dir, staff: STAFF, timers: false, compile })
  await started.close()
  return dir
}
