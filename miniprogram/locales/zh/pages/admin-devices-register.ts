export const adminDevicesRegisterWords = {
  confirming: '还没有收到答复，正在重试…',
  waitingWords: '正在登记…',
}
