/** What shared components say by themselves. */
export const controls = {
  required: '必填',
  clear: '清空',
  retry: '重试',
  noGate: '暂无可走的校门',
  plate: '车牌号',
  newEnergy: '新能源',
  characters: '字母数字',
  provinces: '省份',
  backspace: '退格',
  done: '完成',
}
