import type { ApprovalDetail } from '../../../contract'
import { formatMoment } from '../../domain/days'
import { reasonSentence } from '../../domain/gate-rules'

type History = ApprovalDetail['history']
type Passages = ApprovalDetail['passages']

/** One thing that happened: colour, icon and word together, never colour alone. */
export interface MomentView {
  key: string
  icon: string
  tone: 'good' | 'attention' | 'quiet'
  title: string
  /** Why or how; empty when the title says it all. */
  words: string
  moment: string
}

const STEPS: Readonly<Record<History[number]['action'], Pick<MomentView, 'icon' | 'tone' | 'title'>>> = {
  submitted: { icon: 'send', tone: 'quiet', title: '提交预约' },
  revised: { icon: 'edit', tone: 'quiet', title: '修改并重新提交' },
  approved: { icon: 'check-circle', tone: 'good', title: '审核通过' },
  returned: { icon: 'rollback', tone: 'attention', title: '退回' },
  revoked: { icon: 'minus-circle', tone: 'attention', title: '取消审核' },
  cancelled: { icon: 'close-circle', tone: 'quiet', title: '取消预约' },
  expired: { icon: 'history', tone: 'quiet', title: '过期未审批' },
  finished: { icon: 'check', tone: 'quiet', title: '来访结束' },
}

const ROLES: Readonly<Record<History[number]['byRole'], string>> = {
  visitor: '访客',
  approver: '审批人',
  system: '',
}

/** A visit's life, latest first: what happened, who did it, why. `now` in epoch milliseconds. */
export function historyMoments(history: History, now: number): MomentView[] {
  return history
    .map((entry, at) => ({
      key: String(at),
      ...STEPS[entry.action],
      title: [STEPS[entry.action].title, `${ROLES[entry.byRole]} ${entry.byName}`.trim()].join(' · '),
      words: entry.reason === null || entry.reason === '' ? '' : `原因：${entry.reason}`,
      moment: formatMoment(entry.at, now),
    }))
    .reverse()
}

const WAYS: Readonly<Record<Passages[number]['way'], string>> = { qr: '扫码', shortCode: '短码' }

/** What happened at gates, in the order given (the contract's: latest first). */
export function passageMoments(passages: Passages, now: number): MomentView[] {
  return passages.map((passage) => ({
    key: passage.id,
    icon: passage.allowed ? (passage.direction === 'in' ? 'login' : 'logout') : 'close-circle',
    tone: passage.allowed ? 'good' : 'attention',
    title: `${passage.gateName} · ${passage.direction === 'in' ? '进' : '出'} · ${passage.allowed ? '放行' : '未放行'}`,
    words: passage.allowed
      ? WAYS[passage.way]
      : `${WAYS[passage.way]}，${reasonSentence(passage.reason) ?? passage.reason}`,
    moment: formatMoment(passage.at, now),
  }))
}
