/** Words of 消息提醒. */
export const remindersWords = {
  none: '已用完，收不到提醒',
  left: (left: number) => `余量 ${left} 条`,
  newBooking: '新预约提醒',
  decision: '办理结果通知',
  added: '已加一条',
}
