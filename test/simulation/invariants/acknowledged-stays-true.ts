import type { Action } from '../../../contract'
import type { VisitAction } from '../../../miniprogram/domain/visit/visit'
import type { Passage } from '../../../cloudfunctions/stores/passages'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { changedIn, oneOf, type Invariant } from './invariant'

/** What the history tells of an action that was done. */
const LEAVES: Partial<Record<Action, VisitAction>> = {
  'visit.submit': 'submitted',
  'visit.revise': 'revised',
  'visit.cancel': 'cancelled',
  'approval.approve': 'approved',
  'approval.return': 'returned',
  'approval.revoke': 'revoked',
}

type Step = Pick<Visit['history'][number], 'at' | 'action' | 'from' | 'to'>
const stepsOf = (visit: Visit | null): Step[] =>
  (visit?.history ?? []).map(({ at, action, from, to }) => ({ at, action, from, to }))

export const acknowledgedStaysTrue = (): Invariant => {
  const acknowledged: { visitId: string; left: VisitAction }[] = []
  const passed: string[] = []

  function requireAll(): void {
    for (const { visitId, left } of acknowledged)
      if (!stepsOf(oneOf<Visit>('visits', visitId)).some(({ action }) => action === left))
        throw new Error(`${visitId} was said to be ${left}, and isn't`)
    for (const id of passed)
      if (oneOf<Passage>('passages', id) === null) throw new Error(`passage ${id} is gone`)
  }

  return {
    rule: 'What was answered as done stays done; the whole history of a booking is kept (spec 3)',
    replied({ request, reply }) {
      if (!reply.ok) return
      const left = LEAVES[request.action]
      const { visitId, passageId } = reply.data as { visitId?: string; passageId?: string | null }
      if (left !== undefined && visitId !== undefined) acknowledged.push({ visitId, left })
      if (request.action === 'gate.check' && passageId != null) passed.push(passageId)
      if (left !== undefined || passageId != null) requireAll()
    },
    committed(commit) {
      for (const { before, after } of changedIn<Visit>(commit, 'visits')) {
        const [earlier, now] = [stepsOf(before), stepsOf(after)]
        if (JSON.stringify(now.slice(0, earlier.length)) !== JSON.stringify(earlier))
          throw new Error(`the history of ${before?._id} lost a step`)
        now.forEach(({ from }, index) => {
          if (from !== (now[index - 1]?.to ?? null))
            throw new Error(`step ${index} of ${after?._id} begins elsewhere`)
        })
        if (after !== null && after.state !== now.at(-1)?.to)
          throw new Error(`${after._id} is ${after.state} untold`)
      }
    },
    settled: requireAll,
  }
}
