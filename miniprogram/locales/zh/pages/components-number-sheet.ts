export const componentsNumberSheetWords = {
  number: '报备号由E、编号和4位随机字符组成，例如E-0012-K7XM',
  name: '请输入访客姓名',
}
