import type { LoadFailure } from '../../api/api-error'
import type { Me } from '../../../contract'
import type { NoticeUse } from '../../domain/notice/parts'
import { remindersWords } from '../locales/reminders'

export interface RemindersState {
  me: Me | null
  failure: LoadFailure | null
  loading: boolean
}

export interface RemindersView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof remindersWords>['labels']
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  reminders: Array<{ purpose: NoticeUse; name: string; words: string; few: boolean }>
}

export const initialReminders = (): RemindersState => ({ me: null, failure: null, loading: true })

/** Below this many somebody at work is shown that messages are about to stop. */
const FEW = 3

/** How many messages of each kind somebody still takes (spec 7, Consent). */
export function remindersView({ me, failure, loading }: RemindersState): RemindersView {
  return {
    words: remindersWords().labels,
    stage: me !== null ? 'ready' : failure === null ? 'loading' : 'failed',
    failure,
    waiting: loading,
    reminders: me === null ? [] : remindersOf(me),
  }
}

function remindersOf(me: Me): RemindersView['reminders'] {
  const words = remindersWords()
  const line = (purpose: NoticeUse): RemindersView['reminders'] => {
    const template = me.templates[purpose]
    if (template === '') return []
    const left = me.consents[template] ?? 0
    const few = purpose !== 'decision' && left < FEW
    return [{ purpose, name: words[purpose], words: left === 0 ? words.none : words.left(left), few }]
  }
  return [
    // The office is told of applications by the same message.
    ...(me.approver === null && me.office === null ? [] : line('newBooking')),
    ...(me.office === null ? [] : line('auditHead')),
    ...line('decision'),
  ]
}
