export const presenceWords = {
  stale: (failure: string, time: string) => `${failure}，显示的是${time}的名单`,
  sumsWord: '在校',
  booking: '预约',
  vehiclesOnRecord: '车辆',
  overstayed: '超期',
  taken: (time: string) => `截至 ${time}`,
  filtersWord: '全部',
  presenceViewFiltersWord: (overstayed: number) => `超期${overstayed}`,
  none: '没有超期未离校的访客',
  unnamed: '门岗放行，姓名不详',
  heads: (headCount: number) => `共${headCount}人`,
  since: (moment: string) => `${moment} 入校`,
}
