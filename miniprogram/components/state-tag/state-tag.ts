import type { VisitState } from '../../domain/visit/visit'
import { STATE_LOOKS } from './visit-states'
import { visitWords } from '../../locales/visit'

/** A visit's state as colour, icon and word. */
Component({
  properties: {
    state: { type: String, value: '' },
  },
  data: { word: '', icon: '', tone: '' },
  observers: {
    state(state: VisitState | 'waiting' | '') {
      if (state === '') return
      const word = state === 'waiting' ? visitWords().waitsForPlace : visitWords().states[state]
      this.setData({ ...STATE_LOOKS[state], word })
    },
  },
})
