export const invitationsListWords = {
  onCloseTitle: '撤回邀约',
  onCloseContent: '卡片随即失效。已替客人填好的预约会一并取消。',
  onCloseConfirmText: '撤回',
  openWords: '等待客人打开',
  usedWords: '客人已接受',
  closedWords: '已失效',
  takenBy: { phone: '以微信手机号确认', tails: '核对手机号和证件号后四位' },
  taken: (moment: string, proof: string, staffName: string | null) =>
    `${moment} 领取，${proof}${staffName === null ? '' : `（本校教职工${staffName}）`}`,
  onUndoTitle: '撤销这次领取？',
  onUndoContent:
    '领取人手机上的预约和通行码随即失效，卡片恢复为待领取，可以重新发给客人。领取人改过预约的，预约会一并取消，请重新邀约。',
  onUndoConfirm: '撤销领取',
  onUndoDone: '已撤销这次领取',
  cardsTitle: '客人填写',
  whom: (hostName: string) => `被访人：${hostName}`,
  booking: (states: string) => `预约${states}`,
  moment: (moment: string) => `${moment} 发出`,
  shareTitle: '来访邀约',
  inviteVip: '诚邀您作为贵宾来访',
  inviteTo: (hostName: string) => `邀请您来访，被访人${hostName}`,
}
