/** What is said while the program has no cloud. */
export const unavailableWords = {
  title: '暂不可用',
  labels: { sentence: '小程序暂时不可用', advice: '系统还没有准备好，请稍后再来，或联系学校保卫处' },
}
