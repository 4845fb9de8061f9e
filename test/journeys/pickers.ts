import type { Locator } from 'playwright-core'
import type { Day } from '../../miniprogram/domain/values/days'
import { formatFullDay, weekdayName } from '../../miniprogram/locales/zh/days'
import { field } from './booking'
import { VISITOR, type Journey } from './journey'

/** Turns the wheels of the picker behind a line of the form to these rows, first wheel first, and confirms. */
export async function pick(journey: Journey, label: string, rows: readonly string[], at = 0): Promise<void> {
  await field(journey, label, at).locator('wx-picker').click()
  const sheet = journey.screen(VISITOR).locator('.wx-layer-picker')
  for (const [wheel, row] of rows.entries()) {
    const option = sheet.getByRole('listbox').nth(wheel).getByRole('option', { name: row, exact: true })
    await option.click()
    await sheet
      .locator(`.wx-wheel >> nth=${wheel} >> [aria-selected="true"]`)
      .getByText(row, { exact: true })
      .waitFor()
  }
  await sheet.getByRole('button', { name: '确定' }).click()
}

/** Opens the months behind a line of the form; a day of them is a button that names it. */
export async function openDays(journey: Journey, label: string): Promise<Locator> {
  await field(journey, label).locator('day-picker').click()
  return journey.screen(VISITOR).getByRole('dialog', { name: label })
}

/** A day in the open months. */
export const dayButton = (sheet: Locator, day: Day): Locator =>
  sheet.getByRole('button', { name: `${formatFullDay(day)} ${weekdayName(day)}`, exact: true })

export async function pickDay(journey: Journey, label: string, day: Day): Promise<void> {
  await dayButton(await openDays(journey, label), day).click()
}
