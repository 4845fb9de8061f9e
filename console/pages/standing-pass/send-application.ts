import type { Input, Output } from '../../../contract'
import type { PersonForm } from '../../../miniprogram/domain/standing-pass/person'
import { partsOf } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { standingWords as words } from '../../../miniprogram/staff/locales/standing'
import type { ApplicationDraft, Plan } from './application'

/** What is sent: a new pass, or another plan and more people of one that was sent back. */
export interface Application {
  passId: string
  unitId: string
  plan: Plan
  people: PersonForm[]
  papers: Input<'standing.apply'>['papers']
}

/** How it reaches the server, under ids that stay the same when it is sent again. */
export interface Sender {
  apply: (input: Input<'standing.apply'>, requestId: string) => Promise<Output<'standing.apply'>>
  revise: (input: Input<'standing.revise'>, requestId: string) => Promise<Output<'standing.revise'>>
  add: (input: Input<'standing.add'>, requestId: string) => Promise<Output<'standing.add'>>
}

/** What came of it, as far as it got. */
export interface Sent {
  /** Empty: nothing reached the server. */
  passId: string
  /** It waits for the office; false: nobody is on it yet. */
  asked: boolean
  added: number
  /** How many of the list were sent. */
  through: number
  /** Who can't be on it, with why, for people. `at`: the place on the list; null: was on the pass before. */
  refused: { at: number | null; name: string; why: string }[]
}

export const nothingSent = (): Sent => ({ passId: '', asked: false, added: 0, through: 0, refused: [] })

/** Sends an application in as many calls as its list takes; `sent` is kept up to date with each. */
export async function sendApplication(
  { passId: known, unitId, plan, people, papers }: Application,
  requestId: string,
  sender: Sender,
  sent: Sent,
): Promise<void> {
  const took = (part: readonly PersonForm[], { state, added, refused }: Output<'standing.add'>): void => {
    sent.asked = state === 'asked'
    sent.added += added
    for (const { index, ...why } of refused)
      sent.refused.push(refusedOne(sent.through + index, part[index]?.name ?? '', why))
    sent.through += part.length
  }
  let parts = partsOf(people)
  if (known === '') {
    const [first = []] = parts
    const applied = await sender.apply({ plan, people: first, papers, unitId }, requestId)
    sent.passId = applied.passId
    took(first, applied)
    parts = parts.slice(1)
  } else {
    const revised = await sender.revise({ passId: known, plan }, requestId)
    sent.passId = known
    sent.asked = revised.state === 'asked'
    sent.refused.push(...revised.refused.map(({ name, ...why }) => refusedOne(null, name, why)))
  }
  for (const [at, part] of parts.entries())
    took(part, await sender.add({ passId: sent.passId, people: part }, `${requestId}-${at + 1}`))
}

type Why = Pick<Output<'standing.revise'>['refused'][number], 'code' | 'unitName'>
const refusedOne = (at: number | null, name: string, { code, unitName }: Why): Sent['refused'][number] => ({
  ...{ at, name },
  why: code === 'DUPLICATE' ? words.refused.DUPLICATE(unitName) : words.refused[code],
})

/**
 * The draft after sending broke off for good: it goes on with the pass that was made, and with who isn't on it yet.
 * @param rows in which line each of the list stood, counted from 1
 */
export function leftOf(
  draft: ApplicationDraft,
  rows: readonly number[],
  { passId, through, refused }: Sent,
): void {
  if (passId === '') return
  const isLeft = (at: number): boolean => at >= through || refused.some((each) => each.at === at)
  const taken = new Set(rows.filter((_, at) => !isLeft(at)))
  const lines = draft.listText.split(/\r\n|\r|\n/).filter((_, index) => !taken.has(index + 1))
  Object.assign(draft, { passId, papers: [], listText: lines.join('\n') })
}
