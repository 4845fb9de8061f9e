export const helpContactsWords = {
  title: '联系电话',
  labels: { search: '单位名称', advice: '没有列出电话的单位，请联系被访人或保卫处' },
  nothingFor: (text: string) => `没有找到“${text}”`,
  heading: '保卫处与指挥中心',
  groupsHeading: (campus: string) => `${campus}各单位`,
}
