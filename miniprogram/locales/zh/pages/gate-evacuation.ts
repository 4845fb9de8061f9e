export const gateEvacuationWords = {
  giveUpTicksTitle: '重新清点',
  giveUpTicksContent: '已打的勾都会去掉。',
  taken: '，离线',
  evacuationViewTaken: (shortMoment: string, part: string) => `截至 ${shortMoment}${part}`,
  filtersWord: '全部',
  evacuationViewFiltersWord: '未见到',
  shortMoment: '今天 ',
}
