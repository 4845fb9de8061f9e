export const componentsReasonSheetWords = {
  giveReason: '请写明理由',
}
