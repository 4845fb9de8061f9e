/** What stands around every page of the console. */
export const shellWords = {
  product: '校园访客',
  console: '控制台',
  skip: '跳到内容',
  menu: '页面',
  signOut: '退出登录',
  keys: '键盘操作',
  keysHint: '按 ? 查看',
  close: '关闭',
  lost: '网络已断开，填写的内容不会丢失，恢复后请重试。',
  retry: '重试',
  opening: '正在打开…',
  outdated: '页面没有打开：网络不稳，或控制台已更新。请先保存正在填写的内容，再重试。',
  loading: '正在载入…',
  office: '保卫处',
  desk: '110指挥中心',
  approver: '审批人',
  noPages: '您的账号没有可以在电脑上办理的事项。',
  groups: { approvals: '审批', office: '保卫处', rules: '规则和校园', account: '我' },
} as const

/** In the place of what couldn't be read. */
export const failedWords = {
  address: '地址不完整或已失效',
  advice: {
    NOT_FOUND: '可能已删除，或不在您的办理范围内，请在列表中查找。',
    BAD_REQUEST: '请从左侧的页面重新打开。',
    NOT_ALLOWED: '您的账号或职责可能已变更，请返回首页；如有疑问请联系保卫处。',
  } as Readonly<Record<string, string>>,
  start: '返回首页',
}

export const signInWords = {
  title: '登录控制台',
  again: '登录已结束，请重新扫码',
  againNote: '页面上填写的内容都还在，登录后继续。',
  how: ['打开微信小程序“校园访客”', '我的 → 登录控制台 → 扫一扫', '核对数字后在手机上确认'],
  code: '登录二维码，请用校园访客小程序扫描',
  digits: '核对数字',
  digitsNote: '手机上应显示相同的数字，不同请不要确认。',
  over: '二维码已失效',
  refresh: '刷新二维码',
  byCampus: '用统一身份认证登录',
  campusFailed: '统一身份认证没有完成，请重试，或扫码登录。',
  campusUnknown:
    '这个账号还不能登录控制台：请先在小程序“校园访客”中绑定本人，并取得审批人、指挥中心或保卫处的账号。',
  seconds: (left: number) => `${left}秒内有效`,
} as const
