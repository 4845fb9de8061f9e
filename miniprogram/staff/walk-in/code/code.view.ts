import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { formatMoment } from '../../../locales/days'
import { walkInStaffWords as words } from '../../locales/walk-in'

export interface CodeState {
  shown: Output<'walkIn.code'> | null
  failure: LoadFailure | null
  /** Epoch milliseconds. */
  now: number
}

export const initialCode = (now: number): CodeState => ({ shown: null, failure: null, now })

export interface CodeView {
  stage: 'loading' | 'failed' | 'closed' | 'code'
  failure: LoadFailure | null
  gateName: string
  /** What an image shows; empty while the gate lets nobody in without a booking, or the code is over. */
  picture: string
  standing: string
  scan: string
  changes: string
}

/** What a gate shows for scanning (spec 4.3): never a code that is over. */
export function codeView({ shown, failure, now }: CodeState): CodeView {
  const over = shown !== null && now >= shown.changesAt
  const picture = shown === null || over ? null : shown.picture
  return {
    stage: stageOf(shown, failure),
    failure,
    gateName: shown?.gateName ?? '',
    picture: picture === null ? '' : `data:image/png;base64,${picture}`,
    standing: shown === null ? '' : standingOf(shown, now),
    scan: words.scan,
    changes:
      picture === null || shown === null ? '' : words.changes(Math.ceil((shown.changesAt - now) / 1000)),
  }
}

function stageOf(shown: CodeState['shown'], failure: CodeState['failure']): CodeView['stage'] {
  if (failure !== null) return 'failed'
  if (shown === null) return 'loading'
  return shown.picture === null ? 'closed' : 'code'
}

function standingOf({ open, picture, left, nextAt }: Output<'walkIn.code'>, now: number): string {
  if (!open || nextAt === null) return open ? words.left(left) : words.closed
  const moment = formatMoment(nextAt, now)
  return picture === null ? words.outside(moment) : words.full(moment)
}
