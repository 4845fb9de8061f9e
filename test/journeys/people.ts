import { randomUUID } from 'node:crypto'
import type { Locator } from 'playwright-core'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import type { Action, Input, Output, Reply } from '../../contract'
import type { Stored } from '../../cloudfunctions/platform/database'
import { cast, demoCampus, type CastMember } from '../../local/demo'
import type { Journey } from './journey'

export function castMember(id: string): CastMember {
  const found = cast.find((each) => each.id === id)
  if (found === undefined) throw new RangeError(`nobody of the cast is ${id}`)
  return found
}

/** Hands a phone of the stage to somebody else, who doesn't hold it yet, as its own menu does; the program starts anew for them. */
export async function giveTo(journey: Journey, number: number, person: string): Promise<void> {
  const { name } = castMember(person)
  await journey.page.locator(`[data-card="${number}"] .holder`).click()
  await journey.page.locator(`.popover [data-person="${person}"]`).click()
  await journey.page.locator(`[data-card="${number}"] .holder`).getByText(name, { exact: true }).waitFor()
  await journey.frame(number).waitForFunction(() => window.phone?.route() === 'pages/home/home')
  await journey.top(number).locator('.card, .welcome, .pass').first().waitFor()
}

/** One more phone on the stage, for this person; resolves with its number. */
export async function addPhone({ page }: Journey, person: string): Promise<number> {
  const before = await page.locator('iframe[data-phone]').count()
  await page.getByRole('button', { name: '再放一部手机' }).click()
  await page.locator(`.popover [data-person="${person}"]`).click()
  await page.locator('iframe[data-phone]').nth(before).waitFor()
  return Number(await page.locator('iframe[data-phone]').nth(before).getAttribute('data-phone'))
}

/** A page at the bottom bar of a phone. */
export const tab = (journey: Journey, number: number, words: '首页' | '记录' | '我的'): Promise<void> =>
  journey.screen(number).locator('.wx-tab-bar').getByText(words, { exact: true }).click()

/** A row of a menu page (我的, 保卫处办公) by its heading. */
export const openRow = (journey: Journey, number: number, heading: string): Promise<void> =>
  journey.top(number).locator('nav-row').getByText(heading, { exact: true }).click()

/** A button on the page on top of a phone. */
export const button = (journey: Journey, number: number, words: string): Locator =>
  journey.top(number).getByRole('button', { name: words, exact: true })

/** Answers a question in the middle of a phone's screen. */
export const confirm = (journey: Journey, number: number, words: string): Promise<void> =>
  journey.screen(number).locator('.wx-layer-modal').getByRole('button', { name: words, exact: true }).click()

/**
 * What somebody does off the stage, through the same built functions: how a journey comes to its beginning. Throws
 * the refusal.
 */
export async function offStage<A extends Action>(
  { started }: Pick<Journey, 'started'>,
  openid: string,
  action: A,
  input: Input<A>,
): Promise<Output<A>> {
  const event = { action, input, requestId: randomUUID() }
  const { result } = await started.cloud.invoke('api', event, { openid })
  const reply = result as Reply<A>
  if (!reply.ok) throw new Error(`${action}: ${reply.code} ${JSON.stringify(reply.details)}`)
  return reply.data
}

/** The directory's id of a member of staff. */
export function staffId(name: string, unitId: string): string {
  const found = demoCampus().staff.find((each) => each.name === name && each.unitId === unitId)
  if (found === undefined) throw new RangeError(`no ${name} in ${unitId}`)
  return found.id
}

/** Changes a document behind everybody's back, for what only time brings about. */
export async function change(
  { started }: Pick<Journey, 'started'>,
  collection: string,
  id: string,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { cloud, keys } = started
  Object.assign(process.env, keys, cloud.sdkEnvironment(await cloud.listen()))
  beginInstance()
  const { inTransaction } = await import('../../cloudfunctions/platform/database')
  await inTransaction(async (tx) => {
    const found = await tx.read<Stored>(collection, id)
    if (found === null) throw new RangeError(`no ${id} in ${collection}`)
    await tx.write(collection, { ...found, ...change })
  })
}
