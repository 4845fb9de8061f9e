export const hostVisitsWords = {
  onWordTitle: '已记下，审批人会看到',
  tabsLabel: '待审批',
  approved: '已通过',
  pendingSentence: '没有等待审批的来访',
  pendingAdvice: '访客预约时选择您为被访人，会出现在这里请您确认',
  approvedSentence: '没有已通过的来访',
  approvedAdvice: '审批通过、尚未结束的来访会出现在这里',
  cardsWord: '您还没有确认',
  end: ({ sentence, again }: { sentence: string; again: boolean }) =>
    again ? `${sentence}，点此重试` : sentence,
  hostedViewEnd: '加载更多',
  noMore: '没有更多了',
}
