export const adminDevicesRegisterWords = {
  confirming: '已提交，正在确认…',
  waitingWords: '正在登记…',
  fieldErrorsOfName: '请填写名称，如：西门进口车牌相机',
  gate: '请选择设备所在的校门',
  addresses: '请填写IP地址，最多10个，用空格隔开',
}
