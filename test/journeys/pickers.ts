import type { Day } from '../../miniprogram/domain/values/days'
import { field } from './booking'
import { VISITOR, type Journey } from './journey'

/** Turns the wheels of the picker behind a line of the form to these rows, first wheel first, and confirms. */
export async function pick(journey: Journey, label: string, rows: readonly string[], at = 0): Promise<void> {
  await field(journey, label, at).locator('wx-picker').click()
  const sheet = journey.screen(VISITOR).locator('.layer-picker')
  for (const [wheel, row] of rows.entries()) {
    const option = sheet.getByRole('listbox').nth(wheel).getByRole('option', { name: row, exact: true })
    await option.click()
    await sheet
      .locator(`.wheel >> nth=${wheel} >> [aria-selected="true"]`)
      .getByText(row, { exact: true })
      .waitFor()
  }
  await sheet.getByRole('button', { name: '确定' }).click()
}

export const pickDay = (journey: Journey, label: string, day: Day): Promise<void> => {
  const [year, month, date] = day.split('-').map(Number)
  return pick(journey, label, [`${year}年`, `${month}月`, `${date}日`])
}
