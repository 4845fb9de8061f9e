import { GUARD, type Journey } from './journey'

/** What a guard's whole screen says after a scan. */
export interface Answer {
  tone: 'pass' | 'stop'
  /** Everything on the screen, a line each. */
  lines: string[]
  colour: 'green' | 'red' | 'neither'
  /** Share of the page that has the answer's colour, 0–1. */
  covers: number
}

export async function standAtGate(journey: Journey): Promise<void> {
  await journey.top(GUARD).getByText('门岗核验').click()
  await journey.top(GUARD).getByRole('button', { name: '扫码', exact: true }).waitFor()
}

export const openScanner = (journey: Journey): Promise<void> =>
  journey.top(GUARD).getByRole('button', { name: '扫码', exact: true }).click()

/** In the open scanner: holds the guard's phone before the phone of the person with this name. */
export const scanPhoneOf = (journey: Journey, name: string): Promise<void> =>
  scanner(journey).getByRole('button', { name }).click()

/** In the open scanner: picks a picture from the album. */
export async function scanPicture(journey: Journey, file: string): Promise<void> {
  const album = journey.page.waitForEvent('filechooser')
  await scanner(journey).getByRole('button', { name: '选一张图片' }).click()
  await (await album).setFiles(file)
}

export const closeScanner = (journey: Journey): Promise<void> =>
  scanner(journey).getByRole('button', { name: '取消' }).click()

export const chooseDirection = (journey: Journey, word: '进' | '出'): Promise<void> =>
  journey.top(GUARD).getByRole('radio').filter({ hasText: word }).click()

/** The answer, read at the moment it appears: a green one leaves by itself after three seconds. */
export async function answer(journey: Journey): Promise<Answer> {
  const found = await journey.frame(GUARD).waitForFunction(() => {
    const page = document.querySelector<HTMLElement>('.wx-page-frame:not([hidden]) .wx-page-view')
    const result = page?.querySelector<HTMLElement>('.result--pass, .result--stop')
    if (!page || !result) return null
    const whole = page.getBoundingClientRect()
    const coloured = result.getBoundingClientRect()
    const [red = 0, green = 0] = (getComputedStyle(result).backgroundColor.match(/\d+/g) ?? []).map(Number)
    return {
      tone: result.classList.contains('result--pass') ? ('pass' as const) : ('stop' as const),
      lines: result.innerText.split('\n').filter((line) => line.trim() !== ''),
      colour: green > 1.5 * red ? 'green' : red > 1.5 * green ? 'red' : 'neither',
      covers: (coloured.width * coloured.height) / (whole.width * whole.height),
    }
  })
  return (await found.jsonValue()) as Answer
}

/** After a red answer: on to the next visitor, which opens the scanner. */
export const nextVisitor = (journey: Journey): Promise<void> =>
  journey.top(GUARD).getByText('扫下一位').click()

const scanner = (journey: Journey) => journey.screen(GUARD).locator('.wx-layer-scan')
