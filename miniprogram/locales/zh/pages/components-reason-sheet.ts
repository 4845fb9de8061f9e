/** Between what was picked and what was written. */
const BETWEEN = '：'

export const componentsReasonSheetWords = {
  giveReason: '请写明理由',
  pickReason: '请选择一项，选“其他”的请写明',
  /** The choice that says nothing by itself. */
  other: '其他',
  composed: (picked: string, written: string) => `${picked}${BETWEEN}${written}`,
}

/** Whether a reason that was composed so, once or more, has `picked` as one of its parts. */
export const isPickedIn = (reason: string, picked: string): boolean =>
  reason.split(/[：:]/).some((part) => part.trim() === picked)
