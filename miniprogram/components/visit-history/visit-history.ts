import type { StoryLine } from './visit-history.view'

/** A visit's story as a timeline; `lines` comes from visit-history.view.ts. */
Component({
  properties: {
    lines: { type: Array, value: [] as StoryLine[] },
  },
})
