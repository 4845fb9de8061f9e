import type { VisitState } from '../../domain/visit/visit'

/** How a state looks: colour never speaks alone, so each has a word and an icon as well. */
export interface StateLook {
  word: string
  icon: string
  tone: 'waiting' | 'good' | 'attention' | 'over'
}

export const STATE_LOOKS: Readonly<Record<VisitState, StateLook>> = {
  pending: { word: '待审批', icon: 'time', tone: 'waiting' },
  approved: { word: '已通过', icon: 'check-circle', tone: 'good' },
  returned: { word: '已退回', icon: 'rollback', tone: 'attention' },
  revoked: { word: '已取消审核', icon: 'minus-circle', tone: 'attention' },
  cancelled: { word: '已取消', icon: 'close-circle', tone: 'over' },
  expired: { word: '已过期', icon: 'history', tone: 'over' },
  finished: { word: '已结束', icon: 'check', tone: 'over' },
}
