import type { Input } from '../../../../contract'

export type VisitList = Input<'visit.list'>['list']

let wanted: VisitList | null = null

/** Which tab the records should open on: a tab page takes no query (wx.switchTab). */
export function wantList(list: VisitList): void {
  wanted = list
}

/** The request, once. */
export function takeWantedList(): VisitList | null {
  const list = wanted
  wanted = null
  return list
}
