import type { GateGroup } from './gate-list.view'

/** Which gates a visit may use; `groups` comes from gate-list.view.ts. */
Component({
  properties: {
    groups: { type: Array, value: [] as GateGroup[] },
  },
})
