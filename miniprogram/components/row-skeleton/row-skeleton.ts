const LINE = { width: '100%', height: '32rpx', borderRadius: '8rpx', margin: '0 0 20rpx' }

/** The shape of cards that are still on their way. */
Component({
  properties: {
    rows: { type: Number, value: 3 },
  },
  data: {
    shapes: [] as Array<{ at: number }>,
    lines: [
      { ...LINE, width: '45%', height: '40rpx' },
      { ...LINE, width: '80%' },
      { ...LINE, width: '60%', margin: '0' },
    ],
  },
  observers: {
    rows(rows: number) {
      this.setData({ shapes: Array.from({ length: rows }, (_, index) => ({ at: index })) })
    },
  },
})
