export const adminDevicesRegisterWords = {
  confirming: '已提交，正在确认…',
  waitingWords: '正在登记…',
}
