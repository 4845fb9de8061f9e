/** Whoever takes over a standing pass on the own phone (spec 4.4). */
export const claimWords = {
  title: '领取长期通行',
  labels: {
    heading: '凭手机号领取',
    lead: '接待单位为您申请的长期通行，登记的是您的手机号时，可以在这里领取通行码。',
    note: '只用来核对是否本人；凭身份证、车牌入校的，不领取也可以通行',
    get: '用微信手机号领取',
    open: '查看通行证',
  },
  claimed: (count: number) => `已领取${count}份长期通行，可在“记录”中查看`,
  none: '没有找到登记了这个手机号的长期通行。请向申请单位核对登记的手机号，或等待保卫处通过',
}
