export const invitationsMakeWords = {
  onMakeTitle: '卡片已生成，请发给客人',
  confirming: '还没有收到答复，正在重试…',
  waitingWords: '正在生成…',
}
