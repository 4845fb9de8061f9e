export const adminBlacklistWords = {
  proposedWords: '待确认',
  activeTab: '生效中',
  liftAskedWords: '待确认解除',
  rejectedWords: '未列入',
  liftedWords: '已解除',
  termOf: (day: string) => `${day}起，长期`,
}
