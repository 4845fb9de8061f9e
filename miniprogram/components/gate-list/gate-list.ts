import type { PropagationLine } from './propagation.view'
import type { GateGroup } from './gate-list.view'
import { controlWords } from '../../locales/controls'

/** Which gates a visit may use (gate-list.view.ts), and whether they know of it (propagation.view.ts). */
Component({
  properties: {
    groups: { type: Array, value: [] as GateGroup[] },
    /** closed-gates.view.ts; empty: none. */
    closed: { type: String, value: '' },
    delivery: { type: Array, value: [] as PropagationLine[] },
  },
  data: { words: controlWords() },
})
