/** Words of 请假代理. */
export const deputyWords = {
  named: '已设置代理人',
  endTitle: '结束代理',
  endContent: (name: string) => `${name}将不能再代您审批。`,
  ended: '代理已结束',
}
