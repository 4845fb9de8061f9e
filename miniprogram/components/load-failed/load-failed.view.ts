import { isRoleGone, type LoadFailure } from '../../api/api-error'
import { controlWords } from '../../locales/controls'

/** Where the way leads that is offered where asking again is of no use; none: ways begin here, so that one asks again all the same. */
export type WayOn = 'home' | 'records' | 'booking' | 'back' | 'none'

export interface FailedView {
  icon: string
  sentence: string
  /** What to do now; empty: the sentence says it. */
  advice: string
  /** 重试 is offered: it may succeed. */
  again: boolean
  /** Words of the button otherwise; empty: none. */
  action: string
}

/** The broken network stands for the network alone; a refusal is no fault of it. */
const ICONS: Readonly<Record<string, string>> = {
  NETWORK: 'cloud-off',
  BUSY: 'time',
  TOO_MANY_SEARCHES: 'time',
  WALK_IN_FULL: 'time',
  INTERNAL: 'error-circle',
  CLOUD: 'error-circle',
  NOT_ALLOWED: 'lock-on',
  FROZEN: 'lock-on',
}

/**
 * What stands in the place of a page or list that couldn't be loaded: what happened, what to do now, and 重试 or a way on.
 * `advice`: what the page knows to do without its record.
 */
export function failedView({ code, sentence, again }: LoadFailure, advice: string, way: WayOn): FailedView {
  const words = controlWords().failed
  return {
    icon: ICONS[code] ?? 'file-unknown',
    // Nothing was typed yet: what the server can't read is the address.
    sentence: code === 'BAD_REQUEST' ? words.address : sentence,
    advice: again ? '' : (!isRoleGone({ code }) && advice) || (words.advice[code] ?? ''),
    again: again || way === 'none',
    action: again ? '' : words.ways[way],
  }
}
