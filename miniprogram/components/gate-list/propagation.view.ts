import type { VisitDetail } from '../../../contract'
import { controlWords } from '../../locales/controls'
import { visitWords } from '../../locales/visit'

/** Whether the gates' devices know of the booking, in a line for each state that occurs. */
export interface PropagationLine {
  state: 'delivering' | 'effective' | 'failed'
  icon: string
  word: string
  words: string
}

const ICONS = { effective: 'check-circle', delivering: 'time', failed: 'error-circle' } as const

/** 下发中 / 已生效 / 失败 by gate and way (spec 3), best first; a gate that doesn't know yet says what to do there. */
export function propagationLines(delivery: VisitDetail['delivery']): PropagationLine[] {
  const words = controlWords().gates
  const advice = { effective: '', delivering: words.delivering, failed: words.failed }
  const states = ['effective', 'delivering', 'failed'] as const
  return states.flatMap((state) => {
    const names = delivery.filter((gate) => gate.state === state).map(gateWords)
    if (names.length === 0) return []
    const every = names.length === delivery.length
    if (every && state === 'effective')
      return [{ state, icon: ICONS[state], word: words.allEffective, words: '' }]
    const gates = every ? words.every : names.join(words.comma)
    return [
      { state, icon: ICONS[state], word: visitWords().propagation[state], words: `${gates}${advice[state]}` },
    ]
  })
}

/** With the ways of which this is so, when it isn't of all; a pass that a phone kept from before names none. */
function gateWords({ gateName, ways = [] }: VisitDetail['delivery'][number]): string {
  const words = controlWords().gates
  if (ways.length === 0) return gateName
  return words.byWays(gateName, ways.map((way) => visitWords().ways[way]).join(words.comma))
}
