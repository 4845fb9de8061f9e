import type { VisitDetail } from '../../../contract'
import { formatMoment } from '../../locales/days'
import { reasonSentence } from '../../locales/gate'
import type { VisitAction } from '../../domain/visit/visit'

/** One line of a visit's story: a step in its life or a passage through a gate. */
export interface StoryLine {
  key: string
  when: string
  words: string
  by: string
  reason: string
  icon: string
  tone: 'plain' | 'good' | 'attention'
}

const STEPS: Readonly<Record<VisitAction, { words: string; icon: string; tone: StoryLine['tone'] }>> = {
  submitted: { words: '提交预约', icon: 'send', tone: 'plain' },
  revised: { words: '修改后重新提交', icon: 'edit', tone: 'plain' },
  approved: { words: '审批通过', icon: 'check-circle', tone: 'good' },
  returned: { words: '退回修改', icon: 'rollback', tone: 'attention' },
  revoked: { words: '取消审核', icon: 'minus-circle', tone: 'attention' },
  cancelled: { words: '取消预约', icon: 'close-circle', tone: 'plain' },
  expired: { words: '日期已过，预约过期', icon: 'history', tone: 'plain' },
  finished: { words: '日期已过，来访结束', icon: 'check', tone: 'plain' },
}

const WAYS = { qr: '扫码', shortCode: '短码', plate: '车牌识别', document: '刷证件', face: '刷脸' } as const

/** The whole story of a visit, newest first: who, when, what (spec 3), and every passage (spec 5.1). */
export function storyOf(
  { history, passages }: Pick<VisitDetail, 'history' | 'passages'>,
  now: number,
): StoryLine[] {
  const steps = history.map((entry, index) => ({
    at: entry.at,
    line: {
      key: `step-${index}`,
      when: formatMoment(entry.at, now),
      ...STEPS[entry.action],
      by: entry.byRole === 'system' ? '' : entry.byName,
      reason: entry.reason ?? '',
    },
  }))
  const passed = passages.map((passage) => ({ at: passage.at, line: passageLine(passage, now) }))
  return [...steps, ...passed].sort((a, b) => b.at - a.at).map(({ line }) => line)
}

function passageLine(passage: VisitDetail['passages'][number], now: number): StoryLine {
  const course = passage.direction === 'in' ? '入校' : '离校'
  return {
    key: `passage-${passage.id}`,
    when: formatMoment(passage.at, now),
    words: passage.allowed ? `${passage.gateName}${course}` : `${passage.gateName}${course}未放行`,
    by: WAYS[passage.way],
    reason: passage.allowed ? '' : (reasonSentence(passage.reason) ?? passage.reason),
    icon: passage.direction === 'in' ? 'login' : 'logout',
    tone: passage.allowed ? 'good' : 'attention',
  }
}
