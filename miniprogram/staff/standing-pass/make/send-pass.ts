import { call } from '../../../api/call'
import type { IdempotencyKey } from '../../../api/idempotency-key'
import { partsOf } from '../../../domain/standing-pass/standing-pass'
import { planOf, type MakeState } from './make.view'
import { unsent, type LetGo, type Taken } from './taken.view'

/** What came of sending so far. `left`: who is still to be sent once a part of the list was taken; null: none was. */
export interface Sending {
  taken: Taken
  letGo: LetGo
  left: MakeState['people'] | null
}

interface Sender {
  passId: string
  keyOf: (content: unknown) => IdempotencyKey
  onRetry: () => void
  /** A new pass is there from now on. */
  made: (passId: string) => Promise<void>
}

/** Sends plan and people of a new pass, or of one that was sent back, in as many calls as the list takes. */
export async function sendPass(
  state: MakeState,
  { passId: known, keyOf, onRetry, made }: Sender,
  sending: Sending,
): Promise<void> {
  const { mode, people, units, unitIndex } = state
  const { taken } = sending
  const [first = [], ...later] = partsOf(people.map((person) => ({ ...person })))
  let passId = known
  let sent = 0
  const took = (answer: Taken, count: number): void => {
    taken.state = answer.state
    taken.added += answer.added
    taken.refused.push(...answer.refused.map((each) => ({ ...each, index: each.index + sent })))
    sent += count
    sending.left = unsent(people, sent, taken.refused)
  }
  if (mode === 'new') {
    const unit = units[unitIndex]
    const papers = state.papers.map((paper) => ({ ...paper }))
    const plan = { plan: planOf(state), people: first, papers }
    const applied = await call(
      'standing.apply',
      unit === undefined ? plan : { ...plan, unitId: unit.unitId },
      {
        ...{ idempotencyKey: keyOf('apply'), onRetry },
      },
    )
    passId = applied.passId
    took(applied, first.length)
    await made(passId)
  } else {
    const revision = { passId, plan: planOf(state) }
    const revised = await call('standing.revise', revision, { idempotencyKey: keyOf(revision) })
    taken.state = revised.state
    sending.letGo = revised.refused
  }
  for (const part of mode === 'new' ? later : [first, ...later].filter(({ length }) => length > 0))
    took(await call('standing.add', { passId, people: part }, { idempotencyKey: keyOf(part) }), part.length)
  sending.left = null
}
