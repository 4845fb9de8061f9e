export const gateEvacuationWords = {
  giveUpTicksTitle: '重新清点',
  giveUpTicksContent: '已打的勾都会去掉。',
  taken: '，离线',
  evacuationViewTaken: (shortMoment: string, age: string, part: string) => `截至 ${shortMoment}${age}${part}`,
  age: (minutes: number) =>
    minutes < 1 ? '' : minutes < 60 ? `（${minutes}分钟前）` : `（${Math.floor(minutes / 60)}小时前）`,
  joined: (count: number) => `另加本机之后放行的${count}次进出`,
  nobody: (shortMoment: string) => `截至 ${shortMoment}，没有访客在校内`,
  nobodyThen: (shortMoment: string) => `${shortMoment}的名单上没有访客`,
  nobodyAdvice: '下拉可以更新',
  nobodyThenAdvice: '之后从别的校门进出的人，这部手机还不知道。请联系指挥中心核对，不要当作校内没有访客。',
  filtersWord: '全部',
  evacuationViewFiltersWord: '未见到',
  shortMoment: '今天 ',
}
