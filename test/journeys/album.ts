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

/** Pictures of screens, numbered in the order they were taken. */
export interface Album {
  /** A phone's screen at 390 × 844; resolves with the file. */
  phone(number: number, title: string): Promise<string>
  /** The same while `act` brings it about: the phone is alone before, for what doesn't stay long. */
  phoneWhile(number: number, title: string, act: () => Promise<unknown>): Promise<string>
  /** The whole stage. */
  stage(title: string): Promise<string>
}

export async function openAlbum(page: Page, folder: string): Promise<Album> {
  await fs.rm(folder, { recursive: true, force: true })
  await fs.mkdir(folder, { recursive: true })
  await page.addStyleTag({ content: ALONE_CSS })
  let taken = 0
  const fileFor = (title: string) => path.join(folder, `${String(++taken).padStart(2, '0')}-${title}.png`)
  const alone = (number: number, on: boolean) =>
    page.locator(`[data-card="${number}"]`).evaluate((card, on) => card.classList.toggle('alone', on), on)

  async function phoneWhile(number: number, title: string, act: () => Promise<unknown>): Promise<string> {
    const file = fileFor(title)
    await alone(number, true)
    try {
      await act()
      await page.screenshot({ path: file, clip: { x: 0, y: 0, ...SCREEN } })
    } finally {
      await alone(number, false)
    }
    return file
  }
  return {
    phone: (number, title) => phoneWhile(number, title, async () => {}),
    phoneWhile,
    async stage(title) {
      const file = fileFor(title)
      await page.screenshot({ path: file, animations: 'disabled' })
      return file
    },
  }
}
