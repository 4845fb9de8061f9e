export const componentsPersonSheetWords = {
  tail: '请输入证件号码的最后6位',
  fieldErrorsName: '请输入姓名',
}
