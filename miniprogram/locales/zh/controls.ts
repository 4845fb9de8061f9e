/** What shared components say by themselves. */
export const controls = {
  required: '必填',
  clear: '清空',
  retry: '重试',
  home: '返回首页',
  goneAdvice: '可能已删除，或不属于您。请从首页或记录中查找',
  noGate: '暂无可走的校门',
  plate: '车牌号',
  newEnergy: '新能源',
  characters: '字母数字',
  provinces: '省份',
  backspace: '退格',
  done: '完成',
  close: '关闭',
  privacy: { agree: '我已阅读并同意《隐私保护指引》', guide: '查看《隐私保护指引》' },
  collected: (days: number) =>
    `收集所填的姓名、证件号、手机号、车牌和来访安排（含同行人的），用于审批、门岗核对和停车计费，来访结束${days}天后隐去。填写同行人的信息前，请先征得其同意。`,
  agreedOn: (day: string) => `${day}已同意`,
  today: '今天',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  month: (year: number, month: number) => `${year}年${month}月`,
}
