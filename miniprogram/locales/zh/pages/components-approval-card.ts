export const componentsApprovalCardWords = {
  companions: (companions: number) => `随行${companions}人`,
  reason: (reason: string) => `退回原因：${reason}`,
  momentOf: (moment: string, by: string) => `${moment} ${by}通过`,
  returnedBy: (moment: string, by: string) => `${moment} ${by}退回`,
  revokedBy: (moment: string, by: string) => `${moment} ${by}取消审核`,
  submittedAt: (moment: string) => `${moment} 提交`,
  changedAt: (moment: string) => `${moment} 更新`,
  marksOfWords: '访客请求取消预约',
  vip: '贵宾',
  invitedBy: (inviterName: string) => `${inviterName}发出的邀约`,
}
