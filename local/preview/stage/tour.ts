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

/** Where a notice leads that asks for a decision. */
const APPROVALS = 'staff/approvals/'

/** The main job in five steps. Each lights up when the cloud reports that it happened, never by time. */
export const STEPS: readonly Step[] = [
  {
    title: '提交预约',
    hint: '在访客手机上点“预约来访”，填好后提交',
    reached: (it) => succeeded(it, 'visit.submit', 'visit.revise'),
  },
  {
    title: '通知审批人',
    hint: '提醒会出现在右侧的通知栏',
    reached: (it) => 'notice' in it && it.notice.page.startsWith(APPROVALS),
  },
  {
    title: '审批通过',
    hint: '在审批人手机上打开提醒，点“通过”',
    reached: (it) => succeeded(it, 'approval.approve', 'approval.decideMany'),
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

/** How far the job is, and when the last notice to approvers came. */
export interface Progress {
  done: number
  toldAt: number
}

export const AT_THE_BEGINNING: Progress = { done: 0, toldAt: 0 }

/**
 * How far the job is after this. A step completes those before it: whoever goes another way than the hints, or opens the
 * stage in the middle, still comes to the end. A new submission starts the tour again, so that it can be walked any number of
 * times.
 */
export function after({ done, toldAt }: Progress, happening: Happening): Progress {
  const [submitted, told] = STEPS
  if ('call' in happening && submitted?.reached(happening)) {
    // The approvers are told while the call that submits is still running: their notice is here before its answer.
    const alreadyTold = toldAt >= happening.call.at - happening.call.durationMs
    return { done: alreadyTold ? 2 : 1, toldAt }
  }
  const reached = STEPS.map((step, index) => (step.reached(happening) ? index + 1 : 0))
  return {
    done: Math.max(done, ...reached),
    toldAt: 'notice' in happening && told?.reached(happening) ? happening.notice.at : toldAt,
  }
}

/** Shows the steps, and follows what happens. */
export function createTour(): { root: HTMLElement; follow(happening: Happening): void } {
  let progress = AT_THE_BEGINNING
  const items = STEPS.map(({ title, hint }, index) =>
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
      const done = index < progress.done
      item.className = done ? 'done' : index === progress.done ? 'next' : ''
      item.setAttribute('aria-current', index === progress.done ? 'step' : 'false')
      const sign = item.querySelector('i')
      if (sign) sign.textContent = done ? '✓' : String(index + 1)
    }
  }
  draw()
  return {
    root,
    follow(happening) {
      progress = after(progress, happening)
      draw()
    },
  }
}
