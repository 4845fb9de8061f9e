export const invitationsMakeWords = {
  onMakeTitle: '卡片已生成，请发给客人',
  confirming: '已提交，正在确认…',
  waitingWords: '正在生成…',
}
