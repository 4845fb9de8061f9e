export const hostCodeWords = {
  unitCode: '单位来访码',
  myCode: '我的来访码，点按放大保存',
  unitCodeLabel: '单位来访码，点按放大保存',
  shareTitle: '预约来访',
  codeViewAdvice: '扫码或打开卡片预约，被访人已填好。点按图片可以放大、保存和打印。',
  codeViewShareTitle: (ownName: string, unitName: string) => `预约来访：${ownName}-${unitName}`,
  codeViewAdvice2:
    '扫码或打开卡片预约，访客在本单位内选被访人。点按图片可以放大、保存，打印后贴在门口或放进通知。',
  bookVisitTo: (name: string) => `预约来访：${name}`,
}
