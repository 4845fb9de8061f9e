export const deskOutcomeSheetWords = {
  outcomesLabel: '确在校内',
  note: '访客须先驶离；仍不能预约',
  gateMaintenance: '道闸检修，已离校',
  outcomesNote: '核销记录；访客可以立即预约',
  barriersUp: '活动抬杆，已离校',
  leftUnpaid: '未缴费离校',
  leftUnpaidNote: '按离校时间计费；缴清后才能预约',
  outcomeFieldError: '请选择核查结果',
  leftAtRange: '离校时间须在入校之后、现在之前',
}
