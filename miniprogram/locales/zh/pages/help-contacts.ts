export const helpContactsWords = {
  heading: '保卫处与指挥中心',
  groupsHeading: (campus: string) => `${campus}各单位`,
}
