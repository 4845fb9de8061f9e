/** Figures of the office: what each counts, beside it wherever it is shown. */
export const figureWords = {
  title: '统计',
  definitions: {
    purposes: '各单位来访事由：新提交的预约条数（含邀约，不含电话报备），按提交当天计',
    decision: '审批用时：从提交（或退回后重新提交）到通过或退回；不含取消和过期的，也不含活动候补自动递补的',
    standing:
      '长期通行：各单位提交的申请（含续期）和保卫处的答复，按发生当天计；用时从提交（或修改后重新提交）到答复；另计通过后撤销的、证照过期暂停的、单位没有按学期确认而停用的份数。凭长期通行入校的次数计在校门中',
    activity:
      '活动：各单位提交的活动申请和答复，按发生当天计；用时从提交到答复；另计通过后取消的活动。报名的访客计在来访事由中',
    unconfirmed: '因公未确认：审批通过的因公预约中，被访人没有答复“确有预约”的',
    waiting:
      '校门等候：放行入校的次数，按通行当天计（同行的人一起放行计一次）；其中入校前10分钟内在同一校门被拒过的，从第一次被拒算起等了多久',
    refused: '校门拒绝：未放行的次数，按原因（同一人多次尝试计多次）',
    notices: '没有送达任何人的提醒：当天发完的提醒中，没有一位接收人收到的（无订阅余量、被拒绝或失败）',
  },
  columns: {
    unit: '单位',
    gate: '校门',
    decided: '审批',
    returned: '其中退回',
    asked: '申请',
    approved: '通过',
    refused: '未通过',
    withdrawn: '撤销',
    held: '证照过期暂停',
    unconfirmedEnds: '未确认停用',
    cancelled: '取消',
    averageMinutes: '平均用时（分钟）',
    within: (minutes: number) => (minutes < 60 ? `${minutes}分钟内` : `${minutes / 60}小时内`),
    later: '更久',
    official: '因公通过',
    unconfirmed: '未确认',
    entries: '入校',
    waited: '等候过',
    reason: '原因',
    count: '次数',
    settled: '提醒',
    reachedNobody: '没有送达',
  },
}
