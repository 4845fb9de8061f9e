import type { Locator } from 'playwright-core'
import type { Journey } from './journey'

/** Answers the sheet that asks whether one message may be sent; it must ask for the template of this name. */
export async function allowMessages(journey: Journey, number: number, template: string): Promise<void> {
  const sheet = journey.screen(number).getByRole('dialog').filter({ hasText: template })
  await sheet.getByRole('button', { name: '允许' }).click()
}

/** Gives a reason that none of the choices says. */
export async function writeReason(sheet: Locator, words: string): Promise<void> {
  await sheet.getByText('其他', { exact: true }).click()
  await sheet.locator('textarea').fill(words)
}

/** Presses the newest notice to this person on the notice board: it opens its page on their phone. */
export async function openNotice(journey: Journey, words: readonly string[]): Promise<void> {
  await notice(journey, words).click()
}

/** The notice on the notice board that holds all of these words. */
export function notice({ page }: Journey, words: readonly string[]) {
  return words.reduce((found, hasText) => found.filter({ hasText }), page.locator('.notice')).first()
}
