import type { Locator } from 'playwright-core'
import { VISITOR, type Journey } from './journey'
import { allowMessages } from './sheets'

/** What a visitor enters; a day as a quick choice (今天, 明天, 后天). */
export interface Entries {
  hostPinyin: string
  host: string
  purpose: string
  day: string
  name: string
  document: string
  phone: string
  /** Omitted: on foot. */
  plate?: string
  note?: string
}

/** A card of the form by its heading. */
export const section = (journey: Journey, heading: string): Locator =>
  journey
    .top(VISITOR)
    .locator('section-card')
    .filter({ has: journey.screen(VISITOR).getByRole('heading').getByText(heading, { exact: true }) })

/** A line of the form by its label; companions have lines of the same labels after the visitor's own. */
export const field = (journey: Journey, label: string, at = 0): Locator =>
  journey
    .top(VISITOR)
    .locator('field-row')
    .filter({ has: journey.screen(VISITOR).getByText(label, { exact: true }) })
    .nth(at)

/** What stands in a line, without the blanks between groups of a number. */
export async function valueIn(journey: Journey, label: string, at = 0): Promise<string> {
  const value = await field(journey, label, at).locator('input').inputValue()
  return value.replace(/(\d) (?=[\dX])/g, '$1')
}

export async function typeInto(journey: Journey, label: string, text: string, at = 0): Promise<void> {
  const input = field(journey, label, at).locator('input')
  await input.fill(text)
  await input.blur()
}

export async function openBooking(journey: Journey): Promise<void> {
  await journey.top(VISITOR).getByRole('button', { name: '预约来访', exact: true }).click()
  await journey.top(VISITOR).getByText('按姓名或拼音查找').waitFor()
}

/** Looks the host up by pinyin; leaves the results standing. */
export async function searchHost(journey: Journey, typed: string): Promise<void> {
  await journey.top(VISITOR).getByRole('button', { name: '选择被访人' }).click()
  await journey.top(VISITOR).locator('input').fill(typed)
}

export async function pickHost(journey: Journey, name: string, unit: string): Promise<void> {
  await journey
    .top(VISITOR)
    .getByRole('button', { name: `${name}，${unit}` })
    .click()
  await section(journey, '被访人').getByText(name).waitFor()
}

/** One of the choices of 来访事由 or 来访日期. */
export const chooseOption = (journey: Journey, words: string): Promise<void> =>
  journey.top(VISITOR).getByRole('radio').filter({ hasText: words }).click()

/** Turns 驾车来访 on or off. */
export const toggleDriving = (journey: Journey): Promise<void> =>
  journey.top(VISITOR).getByRole('switch').first().click()

/** Opens the plate keyboard, presses a key for each character, and leaves the keyboard open. */
export async function pressPlate(journey: Journey, plate: string): Promise<void> {
  await journey.top(VISITOR).getByRole('button', { name: '填写车牌号' }).click()
  for (const character of plate)
    await journey
      .screen(VISITOR)
      .locator('plate-keyboard')
      .getByRole('button', { name: character, exact: true })
      .click()
}

/** A plate of eight places has put the keyboard away itself. */
export async function putPlateAway(journey: Journey, plate: string): Promise<void> {
  const keyboard = journey.screen(VISITOR).locator('plate-keyboard')
  if (plate.length < 8) await keyboard.getByRole('button', { name: '完成' }).click()
  await keyboard.locator('.t-popup, .t-overlay').first().waitFor({ state: 'hidden' })
}

export async function typePerson(
  journey: Journey,
  { name, document, phone }: Pick<Entries, 'name' | 'document' | 'phone'>,
): Promise<void> {
  await typeInto(journey, '姓名', name)
  await typeInto(journey, '证件号码', document)
  await typeInto(journey, '手机号', phone)
}

export const typeNote = (journey: Journey, note: string): Promise<void> =>
  journey.top(VISITOR).locator('textarea').fill(note)

export const pressSubmit = (journey: Journey, words = '提交预约'): Promise<void> =>
  journey.top(VISITOR).locator('page-footer').getByRole('button', { name: words, exact: true }).click()

/** The row above the button, on whichever form stands there; ticked already where this phone remembers it. */
async function tickGuide(journey: Journey, number = VISITOR): Promise<void> {
  const row = journey.top(number).getByRole('checkbox', { name: '我已阅读并同意《隐私保护指引》' })
  if ((await row.getAttribute('aria-checked')) !== 'true') await row.click()
}

/** Sends the form and allows the one message that tells the decision. */
export async function submit(journey: Journey, words?: string): Promise<void> {
  await tickGuide(journey)
  await pressSubmit(journey, words)
  await allowMessages(journey, VISITOR, '访客预约审批结果通知')
}

/** The whole form in one go, for journeys that are about what comes after. */
export async function fillIn(journey: Journey, unit: string, entries: Entries): Promise<void> {
  await openBooking(journey)
  await searchHost(journey, entries.hostPinyin)
  await pickHost(journey, entries.host, unit)
  await chooseOption(journey, entries.purpose)
  await chooseOption(journey, entries.day)
  await typePerson(journey, entries)
  if (entries.plate !== undefined) {
    await toggleDriving(journey)
    await pressPlate(journey, entries.plate)
    await putPlateAway(journey, entries.plate)
  }
  if (entries.note !== undefined) await typeNote(journey, entries.note)
}
