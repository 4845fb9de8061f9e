export const emergencyWords = {
  modeEnded: '电话报备已关闭，报备号随之失效',
}
