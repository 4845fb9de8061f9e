import { APPROVER, type Journey } from './journey'
import { allowMessages, writeReason } from './sheets'

const NEW_BOOKING = '访客预约待审批提醒'

/** An approver allows the next `count` reminders, one sheet each, on the list of what waits. */
export async function allowReminders(journey: Journey, count: number): Promise<void> {
  await journey.top(APPROVER).getByText('待我审批').click()
  for (let allowed = 1; allowed <= count; allowed++) {
    await journey.top(APPROVER).getByText('加一条', { exact: true }).click()
    await allowMessages(journey, APPROVER, NEW_BOOKING)
    await journey.top(APPROVER).getByText(`新预约提醒余量${allowed}条`).waitFor()
  }
}

/** Opens the sheet for sending a booking back, picks one reason and writes another. */
export async function giveReason(journey: Journey, picked: string, written: string): Promise<void> {
  await footerButton(journey, '退回').click()
  const sheet = journey.screen(APPROVER).locator('decision-sheet')
  await sheet.getByRole('checkbox').filter({ hasText: picked }).click()
  await writeReason(sheet, written)
  await sheet.getByText(`访客会看到：“${picked}；${written}”`).waitFor()
}

export const sendBack = (journey: Journey): Promise<void> =>
  journey
    .screen(APPROVER)
    .locator('decision-sheet')
    .getByRole('button', { name: '退回', exact: true })
    .click()

export async function approve(journey: Journey): Promise<void> {
  await footerButton(journey, '通过').click()
  await allowMessages(journey, APPROVER, NEW_BOOKING)
  await journey.top(APPROVER).getByText('已通过，访客凭通行码入校').waitFor()
}

const footerButton = (journey: Journey, words: string) =>
  journey.top(APPROVER).locator('page-footer').getByRole('button', { name: words, exact: true })
