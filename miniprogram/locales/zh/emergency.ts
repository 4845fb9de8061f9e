export const emergencyWords = {
  emergency: '电话报备',
}
