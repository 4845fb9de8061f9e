export const apiWords = {
  requestId: '本机',
  confirming: '已提交，正在确认…',
}
