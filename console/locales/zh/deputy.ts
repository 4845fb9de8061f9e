export const deputyPageWords = {
  title: '请假代理',
  note: '不在岗时，请本单位一位已绑定微信的同事代您审批，期满自动结束。',
  nobody: '现在没有人代您审批。',
  name: '设置代理人',
  person: '代理人',
  find: '按姓名或拼音查找',
  notFound: (text: string) => `没有找到“${text}”，请核对姓名`,
  first: '从',
  last: '到（含当天）',
  save: '设为代理人',
} as const
