export const componentsShortCodeKeypadWords = {
  kindsWord: '8位短码',
  emergencyNumber: '报备号',
  spoken: '还没有输入',
}
