import type { VisitState } from '../../domain/visit/visit-state'

/** How a state looks: colour never speaks alone, so each has an icon as well, and a word of locales/. */
export interface StateLook {
  icon: string
  tone: 'waiting' | 'good' | 'attention' | 'over'
}

export const STATE_LOOKS: Readonly<Record<VisitState | 'waiting', StateLook>> = {
  waiting: { icon: 'time', tone: 'waiting' },
  pending: { icon: 'time', tone: 'waiting' },
  approved: { icon: 'check-circle', tone: 'good' },
  returned: { icon: 'rollback', tone: 'attention' },
  revoked: { icon: 'minus-circle', tone: 'attention' },
  cancelled: { icon: 'close-circle', tone: 'over' },
  expired: { icon: 'history', tone: 'over' },
  finished: { icon: 'check', tone: 'over' },
}
