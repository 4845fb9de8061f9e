import fs from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'

/** A common phone's screen in CSS pixels. */
const SCREEN = { width: 390, height: 844 }

/** Takes one phone off its place and shows it alone, in the size of a real screen. */
const ALONE_CSS = `
  .phone-card.alone .phone-body { position: fixed; inset: 0; z-index: 1000; width: auto; height: auto; padding: 0;
    border-radius: 0; box-shadow: none; transform: none !important; background: #fff }
  .phone-card.alone iframe { width: ${SCREEN.width}px; height: ${SCREEN.height}px; border-radius: 0 }
`

/**
 * Whether a journey's pictures are wanted: drawing them takes a third of its time. JOURNEY_PICTURES=1 takes them, to look
 * at in artifacts/journeys.
 */
export const wantsPictures = (): boolean => process.env.JOURNEY_PICTURES === '1'

/** Pictures of screens, numbered in the order they come; each resolves with its file. */
export interface Album {
  /** A phone's screen at 390 × 844, if pictures are wanted. */
  phone(number: number, title: string): Promise<string>
  /** The same while `act` brings it about: the phone is alone before, for what doesn't stay long. */
  phoneWhile(number: number, title: string, act: () => Promise<unknown>): Promise<string>
  /** The whole stage, if pictures are wanted. */
  stage(title: string): Promise<string>
  /** A phone's screen, in any case: for whoever reads it. */
  photo(number: number): Promise<string>
  /** The whole stage as a test leaves it that failed. */
  failed(): Promise<void>
}

export async function openAlbum(page: Page, folder: string): Promise<Album> {
  await fs.rm(folder, { recursive: true, force: true })
  await fs.mkdir(folder, { recursive: true })
  await page.addStyleTag({ content: ALONE_CSS })
  let taken = 0
  const fileFor = (title: string) => path.join(folder, `${String(++taken).padStart(2, '0')}-${title}.png`)
  const alone = (number: number, on: boolean) =>
    page.locator(`[data-card="${number}"]`).evaluate((card, on) => card.classList.toggle('alone', on), on)

  async function photoWhile(number: number, file: string, act: () => Promise<unknown>): Promise<string> {
    await alone(number, true)
    try {
      await act()
      await page.screenshot({ path: file, clip: { x: 0, y: 0, ...SCREEN } })
    } finally {
      await alone(number, false)
    }
    return file
  }
  const photoOfStage = (file: string) => page.screenshot({ path: file, animations: 'disabled' })

  async function phoneWhile(number: number, title: string, act: () => Promise<unknown>): Promise<string> {
    const file = fileFor(title)
    if (wantsPictures()) return photoWhile(number, file, act)
    await act()
    return file
  }
  return {
    phone: (number, title) => phoneWhile(number, title, async () => {}),
    phoneWhile,
    async stage(title) {
      const file = fileFor(title)
      if (wantsPictures()) await photoOfStage(file)
      return file
    },
    photo: (number) => photoWhile(number, fileFor('photo'), async () => {}),
    async failed() {
      await photoOfStage(fileFor('failed'))
    },
  }
}
