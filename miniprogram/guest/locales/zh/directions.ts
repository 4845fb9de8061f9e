export const directionsWords = {
  title: '去校门',
  labels: {
    gates: '可走的校门',
    noPass: '这张卡片只说明时间和校门，不能凭它入校；入校时由访客本人出示通行码。',
    gone: '卡片可能不完整，请访客重新发送',
    home: '返回首页',
  },
  days: '来访日期',
  hours: '入校时间',
  means: '入校方式',
  byCar: '驾车',
  onFoot: '步行或骑车',
  over: { sentence: '这次来访已结束', advice: '需要再来的，请访客重新预约' },
  off: { sentence: '这次来访现在不能入校', advice: '可能已取消或正在修改，请向发卡片的访客核实' },
}
