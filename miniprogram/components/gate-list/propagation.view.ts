import type { VisitDetail } from '../../../contract'
import { visitWords } from '../../locales/visit'
import { gateListWords } from '../../locales/zh/pages/gate-list'

/** Whether the gates' devices know of the booking, in a line for each state that occurs. */
export interface PropagationLine {
  state: 'delivering' | 'effective' | 'failed'
  icon: string
  word: string
  words: string
}

const ICONS = { effective: 'check-circle', delivering: 'time', failed: 'error-circle' } as const

/** 下发中 / 已生效 / 失败 by gate (spec 3), best first; a gate that doesn't know yet says what to do there. */
export function propagationLines(delivery: VisitDetail['delivery']): PropagationLine[] {
  const states = ['effective', 'delivering', 'failed'] as const
  return states.flatMap((state) => {
    const names = delivery.filter((gate) => gate.state === state).map(({ gateName }) => gateName)
    if (names.length === 0) return []
    const gates =
      names.length === delivery.length ? gateListWords.everyGate : names.join(gateListWords.listComma)
    return [
      { state, icon: ICONS[state], word: visitWords().propagation[state], words: `${gates}${ADVICE[state]}` },
    ]
  })
}

const ADVICE: Readonly<Record<PropagationLine['state'], string>> = {
  effective: '',
  delivering: gateListWords.delivering,
  failed: gateListWords.failed,
}
