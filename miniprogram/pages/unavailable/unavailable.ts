import { typeScale } from '../../styles/type-scale'

/** Shown when this release channel has no cloud environment: nothing else of the program may start. */
Page({
  data: { type: 1 },
  onLoad() {
    this.setData({ type: typeScale() })
  },
})
