export const consoleWords = {
  notOurs: '这不是控制台的登录二维码',
  notScanned: '没有扫成，请再试一次',
  otherBrowser: '其他浏览器',
  browser: '浏览器',
  address: '网络地址',
  began: '打开时间',
  session: (address: string, began: string) => `${address}，${began}登录`,
  ended: '已结束',
} as const
