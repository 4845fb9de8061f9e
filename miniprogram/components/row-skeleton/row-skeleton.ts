import { controlWords } from '../../locales/controls'

/** The shape of cards that are still on their way. Plain views: it comes with every tab and search, and is gone at once. */
Component({
  properties: {
    rows: { type: Number, value: 3 },
  },
  data: {
    words: controlWords(),
    shapes: [] as Array<{ at: number }>,
  },
  observers: {
    rows(rows: number) {
      this.setData({ shapes: Array.from({ length: rows }, (_, index) => ({ at: index })) })
    },
  },
})
