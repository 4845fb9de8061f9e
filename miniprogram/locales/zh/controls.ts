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
  today: '今天',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  month: (year: number, month: number) => `${year}年${month}月`,
}
