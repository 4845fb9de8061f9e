export const adminBlacklistProposeWords = {
  onSubmitTitle: '已提出，等待另一位同事确认',
  evidence: '还有照片没有传上去，请稍候或点照片重新上传',
  confirming: '还没有收到答复，正在重试…',
  waitingWords: '正在提交',
}
