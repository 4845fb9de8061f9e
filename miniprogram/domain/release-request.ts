import { Refusal } from './errors'
import type { IdentityKind } from './duplicates'

/**
 * Somebody's booking is refused because another one holds the same ID, phone or plate; they ask that booking's unit
 * to let it go (spec 2, conflict card). The other side learns what collides, never who asks.
 */
export type ReleaseState = 'open' | 'released' | 'kept'

export interface ReleaseLife {
  state: ReleaseState
  field: IdentityKind
  answeredAt: number | null
  answeredBy: string | null
}

export const RELEASE_FIELDS: Readonly<Record<IdentityKind, string>> = {
  document: '证件号',
  phone: '手机号',
  plate: '车牌',
}

/** One answer, by the first approver who gives it. */
export function answerRelease<R extends ReleaseLife>(
  request: R,
  byName: string,
  release: boolean,
  now: number,
): R {
  if (request.state !== 'open') throw new Refusal('RELEASE_ANSWERED', { byName: request.answeredBy ?? '' })
  return { ...request, state: release ? 'released' : 'kept', answeredAt: now, answeredBy: byName }
}
