const LINE = { width: '100%', height: '32rpx', borderRadius: '8rpx', margin: '0 0 20rpx' }

/** The shape of cards that are still on their way. */
Component({
  properties: {
    rows: { type: Number, value: 3 },
  },
  data: {
    lines: [
      { ...LINE, width: '45%', height: '40rpx' },
      { ...LINE, width: '80%' },
      { ...LINE, width: '60%', margin: '0' },
    ],
  },
})
