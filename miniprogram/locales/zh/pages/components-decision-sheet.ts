export const componentsDecisionSheetWords = {
  returnTitle: '退回预约',
  explanation: '访客会看到原因，修改后可重新提交。可选多项，没有合适的请选“其他”。',
  returnAction: '退回',
  revokeTitle: '取消审核',
  revokeExplanation: '通行证立即失效，访客会看到原因。已经入校的访客仍可离校。',
  pick: '请选择原因，访客会看到',
  preview: (reason: string) => `访客会看到：“${reason}”`,
}
