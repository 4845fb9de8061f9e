/** What guests of an activity read. */
export const joinWords = {
  title: '活动报名',
  labels: {
    gone: '请核对活动的二维码，或联系主办单位；也可以自己预约来访',
    gates: '可走的校门',
  },
  days: '日期',
  hours: '入校时间',
  unit: '主办单位',
  organiser: '联系人',
  places: '名额',
  left: (quota: number, left: number) => `共${quota}个，还剩${left}个`,
  full: (quota: number) => `共${quota}个，已满，可候补`,
  span: (from: string, until: string) => `${from}–${until}`,
  overnight: (from: string, until: string) => `${from}–次日${until}`,
  over: '这项活动已经结束',
  joined: '您已报名，可凭通行码入校',
  waits: '您在候补名单中，有空位时自动转为已通过',
  showPass: '出示通行码',
  seeBooking: '查看预约',
  join: '提交报名',
  wait: '提交候补',
  done: '报名成功',
  doneNext: '到校门出示通行码即可入校',
  doneWaiting: '已排入候补',
  doneWaitingNext: (willTell: boolean): string =>
    willTell ? '有空位时自动转为已通过，并通过消息告诉您' : '有空位时自动转为已通过，请在记录里查看',
}
