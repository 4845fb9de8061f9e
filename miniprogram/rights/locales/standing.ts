/** Whoever takes over a standing pass on the own phone (spec 4.4). */
export const claimWords = {
  claimed: (count: number) => `已领取${count}份长期通行，可在“记录”中查看`,
  none: '没有找到登记了这个手机号的长期通行。请向申请单位核对登记的手机号，或等待保卫处通过',
}
