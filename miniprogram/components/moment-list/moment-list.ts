import type { MomentView } from './moment-list.view'

/** What happened, line by line: a visit's history or its passages. `moments` comes from moment-list.view.ts. */
Component({
  properties: {
    moments: { type: Array, value: [] as MomentView[] },
  },
})
