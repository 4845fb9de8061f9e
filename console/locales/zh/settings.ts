/** One thing that can be set: what it is called, and what it does. */
interface FieldWords {
  label: string
  meaning: string
}

export const settingsWords = {
  title: '规则设置',
  note: '修改后从下一次办理起生效，每次修改都记录是谁、何时改的。',
  groups: {
    booking: '预约',
    approval: '审批和提醒',
    gate: '校门和停车',
    keeping: '保存期限',
    console: '控制台登录',
  },
  fields: {
    duplicateRule: {
      label: '重复预约',
      meaning: '同一证件、手机或车牌已有有效预约时，是一律不能再约，还是只有日期重叠才不能约。',
    },
    maxDaysAhead: { label: '最早提前几天预约', meaning: '从今天起，最远可以预约到几天以后开始的来访。' },
    maxLiveBookings: {
      label: '同时有效的预约',
      meaning: '一个微信用户同时最多持有几条待审批或已通过的预约。',
    },
    maxBookingsADay: { label: '每天提交次数', meaning: '一个微信用户每天最多提交几次，被拒绝的也算。' },
    adviseAheadDays: { label: '提前几天起提示', meaning: '比这更早预约时，提示访客只约确实需要的日期。' },
    adviseLongDays: { label: '几天以上起提示', meaning: '预约天数比这更多时，提示访客只约确实需要的日期。' },
    facePhoto: { label: '采集人脸照片', meaning: '关闭后预约表单不再出现人脸照片，已有的预约不受影响。' },
    cancelApproved: {
      label: '访客可取消已通过的预约',
      meaning: '首次入校前有效；关闭后须请审批人取消。',
    },
    selfApproval: {
      label: '审批人可审批自己的邀约',
      meaning: '单位另有审批人时，是否仍可审批自己提交的邀约。没有其他人时总是可以，并作标记。',
    },
    activityApprover: {
      label: '活动由谁审批',
      meaning: '单位申请的会议、培训等活动，由保卫处还是本单位审批。',
    },
    standingLimit: {
      label: '长期通行最长到',
      meaning: '单位申请的长期通行，最长按天数计，还是到所在学期结束。',
    },
    standingDays: {
      label: '长期通行最长天数',
      meaning: '按天数计时，一份长期通行最长几天，到期前可以续期。',
    },
    standingBlocks: {
      label: '长期通行与预约互斥',
      meaning: '开启后，有长期通行的人员和车辆不能另行预约，反之亦然。',
    },
    'reminders.opensAt': { label: '来访从几点算起', meaning: '预约只有日期，提醒审批人时按这个时刻推算。' },
    'reminders.hoursBefore': {
      label: '提前几小时提醒',
      meaning: '来访临近仍未审批时，提前多久再提醒审批人。',
    },
    'reminders.earliest': {
      label: '最早几点提醒',
      meaning: '推算的时刻早于这个时间，就改在前一天晚上提醒。',
    },
    'reminders.eveningBefore': { label: '前一晚几点提醒', meaning: '需要在前一天晚上提醒时的时刻。' },
    digestAt: { label: '每日待办汇总', meaning: '每天几点把尚未审批的预约汇总提醒审批人。' },
    officialStaysFree: {
      label: '因公车辆超期仍免费',
      meaning: '关闭时，因公来访的车辆从预约最后一天结束起按因私收费。',
    },
    'gateConfidence.face': {
      label: '人脸识别把握',
      meaning: '闸机识别的把握低于此值时不放行，由门岗核对。',
    },
    'gateConfidence.plate': {
      label: '车牌识别把握',
      meaning: '车牌相机识别的把握低于此值时不放行，由门岗核对。',
    },
    anonymiseAfterDays: {
      label: '预约中的个人信息',
      meaning: '预约最后一天过后，几天后删除姓名、证件、手机等个人信息。',
    },
    keepFormDays: { label: '账号申请表照片', meaning: '申请答复后，几天后删除盖章申请表的照片。' },
    keepEvidenceDays: { label: '黑名单凭证', meaning: '黑名单结束后，几天后删除凭证照片。' },
    keepRepliesDays: {
      label: '办理回执和已发提醒',
      meaning: '用于识别重复提交，几天后删除；通行记录不受影响。',
    },
    evacuationHours: {
      label: '门岗手机上的疏散名单',
      meaning: '没有网络时，门岗手机上的校内名单最多保留几小时。',
    },
    walkInHours: { label: '临时来访有效时间', meaning: '在校门扫码办理的临时来访，从办理时起几小时内有效。' },
    consoleIdleMinutes: { label: '多久不用须重新登录', meaning: '控制台闲置多久后，须重新扫码登录。' },
    consoleHours: { label: '最长登录时间', meaning: '一次登录最多多久，之后须重新扫码。' },
  } satisfies Readonly<Record<string, FieldWords>>,
  duplicateRules: { anyLive: '已有有效预约就不能再约', overlap: '日期重叠才不能约' },
  activityApprovers: { office: '保卫处', unit: '本单位' },
  standingLimits: { days: '按天数', term: '学期结束' },
  units: { days: '天', bookings: '条', times: '次', hours: '小时', minutes: '分钟', percent: '%' },
  on: '开启',
  off: '关闭',
  noLimit: '不限',
  noLimitHint: '留空为不限',
  bounds: (least: string, most: string) => `${least}–${most}`,
  outOfBounds: (least: string, most: string) => `请填写${least}至${most}之间的数`,
  wholeNumber: (least: string, most: string) => `请填写${least}至${most}之间的整数`,
  time: '请选择时间',
  shipped: (words: string) => `默认 ${words}`,
  isShipped: '默认值',
  useShipped: '恢复默认',
  useShippedOf: (label: string) => `${label}恢复默认值`,
  lastChange: (by: string, at: string) => `${by} ${at} 修改`,
  overtaken: (by: string, at: string, now: string) => `${by} ${at} 改成了 ${now}，您填写的还没有保存`,
  changed: (count: number) => `已修改 ${count} 项，尚未保存`,
  save: '保存',
  discard: '放弃修改',
  saved: '已保存，从下一次办理起生效',
  history: '修改记录',
  noHistory: '还没有修改过，全部为默认值',
  when: '时间',
  who: '修改人',
  what: '项目',
  from: '原来',
  to: '改为',
  others: {
    contacts: '联系电话',
    tariffs: '收费标准',
    templates: '消息模板',
    templateFields: '消息模板字段',
  },
  versions: (count: number) => `共 ${count} 个版本`,
  newest: (label: string) => `新增“${label}”`,
  nothing: '—',
  colleague: '同事',
} as const
