import type { CallRow, NoticeCard } from '../protocol'
import { element } from '../runtime/dom'

/** What happened, as the tour follows it: a call that succeeded or a notice that arrived. */
export type Happening = { call: CallRow } | { notice: NoticeCard }

interface Step {
  title: string
  hint: string
  reached: (happening: Happening) => boolean
}

const succeeded = (happening: Happening, ...actions: string[]) =>
  'call' in happening && happening.call.outcome === 'ok' && actions.includes(happening.call.action)

/** The main job in five steps. Each lights up when the cloud reports that it happened, never by time. */
const steps: Step[] = [
  {
    title: '提交预约',
    hint: '在访客手机上点“预约来访”，填好后提交',
    reached: (it) => succeeded(it, 'visit.submit', 'visit.revise'),
  },
  { title: '通知审批人', hint: '提醒会出现在右侧的通知栏', reached: (it) => 'notice' in it },
  {
    title: '审批通过',
    hint: '在审批人手机上打开提醒，点“通过”',
    reached: (it) => succeeded(it, 'approval.approve'),
  },
  {
    title: '取得通行证',
    hint: '在访客手机上打开通行证，亮出二维码',
    reached: (it) => succeeded(it, 'pass.issue'),
  },
  {
    title: '门岗扫码',
    hint: '在门岗手机上扫一扫，对准访客的手机',
    // A lane of the gate API reads the pass as well.
    reached: (it) => succeeded(it, 'gate.check', 'POST /v1/verify'),
  },
]

/**
 * Follows the job in order: a step counts only after the one before it. A new submission starts the tour again, so
 * that it can be walked any number of times.
 */
export function createTour(): { root: HTMLElement; follow(happening: Happening): void } {
  let done = 0
  let lastNoticeAt = 0
  const items = steps.map(({ title, hint }, index) =>
    element(
      'li',
      {},
      element('i', {}, String(index + 1)),
      element('div', {}, element('b', {}, title), element('span', {}, hint)),
    ),
  )
  const root = element('ol', { class: 'tour', 'aria-label': '一次来访的五步' }, ...items)
  const draw = () => {
    for (const [index, item] of items.entries()) {
      item.className = index < done ? 'done' : index === done ? 'next' : ''
      item.setAttribute('aria-current', index === done ? 'step' : 'false')
      const sign = item.querySelector('i')
      if (sign) sign.textContent = index < done ? '✓' : String(index + 1)
    }
  }
  draw()
  return {
    root,
    follow(happening) {
      if ('notice' in happening) lastNoticeAt = happening.notice.at
      // The approvers are told while the call that submits is still running: their notice is here before its answer.
      if ('call' in happening && steps[0]?.reached(happening))
        done = lastNoticeAt >= happening.call.at - happening.call.durationMs ? 2 : 1
      else if (done > 0 && steps[done]?.reached(happening)) done += 1
      else return
      draw()
    },
  }
}
