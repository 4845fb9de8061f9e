export const emergencyWords = {
  emergency: '电话报备',
  modeEnded: '电话报备已关闭，报备号随之失效',
}
