import type { Locator } from 'playwright-core'
import type { Journey } from './journey'

/**
 * What somebody did at a phone: how often they tapped, WeChat's own sheets too, how often they ticked the privacy guide, and
 * the lines that they typed into.
 */
interface Did {
  taps: number
  ticks: number
  typed: string[]
}

/** Somebody's hand at a phone of the stage, which counts what it does. */
export function handAt(journey: Journey, number: number) {
  const did: Did = { taps: 0, ticks: 0, typed: [] }
  const page = () => journey.top(number)
  const tap = async (what: Locator): Promise<void> => {
    did.taps += 1
    await what.click()
  }
  const type = async (label: string, into: Locator, text: string): Promise<void> => {
    did.typed.push(label)
    await into.fill(text)
    await into.blur()
  }
  const line = (label: string): Locator =>
    page()
      .locator('field-row')
      .filter({ has: journey.screen(number).getByText(label, { exact: true }) })
      .first()
      .locator('input')
  return {
    did,
    page,
    tap,
    tick: async (): Promise<void> => {
      did.ticks += 1
      await page().getByRole('checkbox', { name: '我已阅读并同意《隐私保护指引》' }).click()
    },
    press: (words: string) => tap(page().getByRole('button', { name: words, exact: true })),
    onSheet: (words: string) =>
      tap(journey.screen(number).getByRole('dialog').getByRole('button', { name: words, exact: true })),
    type,
    typeLine: (label: string, text: string) => type(label, line(label), text),
  }
}
