export const componentsReasonSheetWords = {
  giveReason: '请写明理由',
  /** The choice that says nothing by itself. */
  other: '其他',
  composed: (picked: string, written: string) => `${picked}：${written}`,
}
