import fs from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core'
import type { Started } from '../../local/start'
import { launchBrowser, phone } from '../browser'
import { stageIn } from '../local/preview/sample'
import { scratchFolder } from '../scratch'
import { openAlbum, type Album } from './album'
import { requirePermitted } from '../functions/campus'
import { startOnCampus, type CampusOptions } from '../demo-campus'

/** Who holds the three phones of a fresh stage. */
export const VISITOR = 1
export const APPROVER = 2
export const GUARD = 3

/** A condition on a machine that others use as well: seconds are enough when it is idle. */
const PATIENCE_MS = Number(process.env.JOURNEY_PATIENCE_MS ?? 60_000)

/** Phones of people on campus; the server may be anywhere. */
const CAMPUS_TIME_ZONE = 'Asia/Shanghai'

const artifacts = fileURLToPath(new URL('../../artifacts/journeys/', import.meta.url))

/** The whole system (built functions, local cloud, demo campus, stage with three phones) and a browser that shows it. */
export interface Journey {
  page: Page
  started: Started
  /** Everything a phone shows: pages, sheets, scanner. */
  screen(number: number): FrameLocator
  /** The page on top of a phone's stack. */
  top(number: number): Locator
  /** A phone's document, to look into. */
  frame(number: number): Frame
  album: Album
  /** What phones and stage wrote to the console as errors. */
  errors: string[]
  close(): Promise<void>
}

/**
 * Pictures go to artifacts/journeys/`name`. What is durable goes to `data`, which is deleted in the end. `cameraFile`:
 * what the computer's camera shows; without it there is none. `lanes`: gate hardware stands at some gates. `reminders`: the
 * approvers take some already. `timers`: they fire by themselves, not only when the journey lets them.
 */
export async function openJourney(
  name: string,
  data?: string,
  cameraFile?: string,
  options: CampusOptions = {},
): Promise<Journey> {
  const dir = data ?? scratchFolder('journey-')
  const [started, browser] = await Promise.all([
    startOnCampus(dir, options),
    launchBrowser(cameraFile === undefined ? {} : { cameraFile }),
  ])
  const page = await stageIn(browser, started.url, CAMPUS_TIME_ZONE)
  page.setDefaultTimeout(PATIENCE_MS)
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(String(error)))

  const screen = (number: number) => phone(page, number)
  return {
    page,
    started,
    screen,
    top: (number) => screen(number).locator('.wx-page-frame:not([hidden])'),
    frame(number) {
      const found = page.frames().find((each) => new URL(each.url()).pathname === `/phone/${number}`)
      if (!found) throw new Error(`phone ${number} is not on the stage`)
      return found
    },
    album: await openAlbum(page, path.join(artifacts, name)),
    errors,
    async close() {
      await browser.close()
      await started.close()
      requirePermitted(started.cloud)
      await fs.rm(dir, { recursive: true, force: true })
    },
  }
}
