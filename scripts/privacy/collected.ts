import { LOG_DAYS } from '../../cloudfunctions/platform/audit'
import { GUIDE_VERSION } from '../../miniprogram/domain/visit/privacy'
import type { Settings } from '../../cloudfunctions/stores/settings'

/** What the program collects, told once: docs/privacy.md is made of it, and a test holds it against the contract. */
export interface Collected {
  what: string
  /** Names of the contract's input fields that carry it; empty: the platform gives it. */
  fields: readonly string[]
  where: string
  why: string
  /** How long, from the settings in force. */
  howLong: (settings: Settings) => string
}

const withBooking = ({ anonymiseAfterDays }: Settings): string =>
  `预约最后一天后 ${anonymiseAfterDays} 天起隐去`

export const COLLECTED: readonly Collected[] = [
  {
    what: '微信用户标识（OpenID）',
    fields: [],
    where: '打开小程序时由微信提供',
    why: '识别本人的预约、身份和权限',
    howLong: withBooking,
  },
  {
    what: '姓名',
    fields: ['name', 'cells', 'leaderName', 'hostName', 'person'],
    where: '访客预约、临时来访、活动报名、长期通行名单、邀请、电话报备、门岗查找、账号申请',
    why: '供受访单位审批、门岗核对来访人',
    howLong: withBooking,
  },
  {
    what: '手机号',
    fields: ['phone', 'phones', 'phoneKind', 'code'],
    where: '访客预约、临时来访、活动报名、长期通行名单、邀请、电话报备中填写，或经同意由微信提供；教职工绑定',
    why: '联系来访人、防止重复预约；核对教职工身份',
    howLong: withBooking,
  },
  {
    what: '身份证件种类和号码',
    fields: ['documentKind', 'document', 'tail', 'tails'],
    where: '访客预约、临时来访、活动报名、长期通行名单、邀请；门岗查找时填写后几位',
    why: '核验来访人身份、刷证入校',
    howLong: withBooking,
  },
  {
    what: '车牌号',
    fields: ['plate', 'driving', 'inVehicle'],
    where: '驾车来访的预约、临时来访、活动报名、长期通行名单、电话报备、校门识别',
    why: '车辆通行、计算停车费',
    howLong: withBooking,
  },
  {
    what: '同行人的姓名和证件',
    fields: ['companions'],
    where: '访客预约、邀请',
    why: '入校时核对人数和身份',
    howLong: withBooking,
  },
  {
    what: '来访时间、事由、所办的事、被访人和备注',
    fields: ['firstDay', 'lastDay', 'purpose', 'hostId', 'hostUnit', 'matter', 'note'],
    where: '访客预约、临时来访、邀请、电话报备',
    why: '供受访单位审批，确定可走的校门和时间',
    howLong: withBooking,
  },
  {
    what: '对活动组织者提问的回答',
    fields: ['answer'],
    where: '活动报名，组织者提出问题时',
    why: '供活动组织者安排接待',
    howLong: withBooking,
  },
  {
    what: '长期通行所附证照的照片',
    // `content`: the picture itself, where a computer sends it; of evidence too
    fields: ['papers', 'photo', 'content'],
    where: '单位为外包、服务等人员和车辆申请长期通行',
    why: '核实证照有效',
    howLong: () => '长期通行撤销或结束时删除',
  },
  {
    what: '人脸照片',
    fields: ['photoId', 'consent'],
    where: '预约或长期通行中，本人单独同意后拍摄或从相册选择；可以不提供',
    why: '校门人脸识别和门岗比对',
    howLong: () => '来访或长期通行结束、退回、撤销或撤回同意后 24 小时内删除',
  },
  {
    what: '盖章的账号申请表照片',
    fields: ['form'],
    where: '教职工申请审批账号',
    why: '核实申请经单位同意',
    howLong: ({ keepFormDays }) => `答复后 ${keepFormDays} 天`,
  },
  {
    what: '黑名单所列人员、车辆及依据和照片',
    fields: ['evidence', 'reason'],
    where: '指挥中心、保卫处提出列入黑名单时',
    why: '校园安全',
    howLong: ({ keepEvidenceDays }) => `解除或到期后 ${keepEvidenceDays} 天`,
  },
  {
    what: '通行记录（校门、方向、方式、时间）',
    fields: ['direction', 'way', 'at', 'events', 'eventId', 'passageId', 'leftAt'],
    where: '经过校门时',
    why: '校园安全、停车计费、应急疏散',
    howLong: ({ anonymiseAfterDays }) =>
      `由保卫处依法留存；姓名和车牌 ${anonymiseAfterDays} 天后隐去，或按本人申请删除`,
  },
  {
    what: '操作日志（谁在什么时间办理了什么）',
    fields: [],
    where: '每次办理时',
    why: '防篡改的审计记录，网络安全法第二十一条要求留存',
    howLong: () => `满 ${LOG_DAYS} 天去掉访客的标识`,
  },
]

/** Input fields that tell nothing about a person: ids, choices, times and settings of the office. */
export const NOT_PERSONAL: readonly string[] = [
  ...['role', 'campusIds', 'seen', 'settled'],
  // which rows of a file they are; what stands in them is told
  ...['table', 'rows', 'row', 'looked', 'leavers'],
  ...[
    'unitId',
    'state',
    'removed',
    'cursor',
    'accountRequestId',
    'accept',
    'text',
    'accountId',
    'staffId',
    'pinyin',
  ],
  ...[
    'active',
    'from',
    'until',
    'list',
    'blacklistId',
    'use',
    'ending',
    'uploadId',
    'templateId',
    'fields',
    'part',
    'field',
  ],
  ...[
    'duplicateRule',
    'maxLiveBookings',
    'maxBookingsADay',
    'maxDaysAhead',
    'adviseAheadDays',
    'adviseLongDays',
    'facePhoto',
    'selfApproval',
  ],
  ...['cancelApproved', 'officialStaysFree', 'gateConfidence', 'face', 'digestAt', 'reminders', 'opensAt'],
  ...['hoursBefore', 'earliest', 'eveningBefore', 'anonymiseAfterDays', 'keepFormDays', 'keepEvidenceDays'],
  ...['keepRepliesDays', 'evacuationHours', 'contacts', 'campusId', 'on', 'openPasses', 'unitName'],
  ...['gateIds', 'visitId', 'matched', 'gateId', 'override', 'since', 'sentAt', 'offset', 'allowed', 'step'],
  ...['kind', 'mayOverride', 'unsigned', 'addresses', 'deviceId', 'renewSecret', 'pedestrian'],
  ...['vehicleBarrier', 'privateVehicles', 'order', 'vip', 'vouched', 'invitationId', 'accepted'],
  // the card for the driver, which names nobody
  'card',
  ...['effectiveFrom', 'label', 'freeMinutes', 'freeMode', 'rate', 'unitMinutes', 'fen', 'steps'],
  ...['upToMinutes', 'beyond', 'dayFrom', 'nightFrom', 'day', 'night', 'cap', 'per', 'of', 'holderKey'],
  ...['renew', 'stayId', 'outcome', 'controlId', 'rev', 'filter', 'today', 'purposeClass', 'unconfirmed'],
  ...['activityId', 'plan', 'title', 'hours', 'quota', 'asksPlate', 'question', 'activityApprover'],
  ...['walkInHours', 'open', 'fromHour', 'untilHour', 'perHour', 'perDay'],
  ...[
    'visitIds',
    'decision',
    'word',
    'releaseId',
    'release',
    'sessionId',
    'consoleIdleMinutes',
    'consoleHours',
    'size',
  ],
  ...['topic', 'after', 'head', 'passId', 'people', 'weekdays', 'why', 'fee', 'waiting', 'standingLimit'],
  // which privacy guide was ticked, and when
  ...['privacy', 'version'],
  ...['standingDays', 'termEnds', 'standingBlocks'],
  // the office's list of purposes
  ...['purposes', 'id', 'class', 'nameEn', 'offered'],
  // where a gate stands; where people are is never asked for
  ...['location', 'latitude', 'longitude', 'address'],
]

/** docs/privacy.md: for the privacy guide of the account, ready to paste. */
export function privacyGuide(settings: Settings): string {
  const rows = COLLECTED.map(
    ({ what, where, why, howLong }) => `- **${what}**：${where}。用途：${why}。保存：${howLong(settings)}。`,
  )
  return `# Privacy guide (用户隐私保护指引)

Made by \`npm run --silent privacy > docs/privacy.md\` from \`scripts/privacy/collected.ts\`, which a test holds against every
input of the contract. The text below is for 小程序后台 → 用户隐私保护指引; times are those of the shipped settings.

版本：${GUIDE_VERSION}

## 我们收集的信息

${rows.join('\n')}

## 谁能看到

受访单位的审批人、被访人、值守的门岗、指挥中心和保卫处，各自只看到办理所需的部分；证件号和手机号加密保存，界面上只显示首尾几位。不向其他人提供。

## 微信接口

手机号（getPhoneNumber）、摄像头（camera）、相册（chooseMedia）、聊天中的文件（chooseMessageFile）、剪贴板（setClipboardData），都在您点按之后才使用，拒绝不影响其它入校方式。

## 您的权利

在“我的 → 我的数据”可查看和导出本系统保存的关于您的全部信息，并申请删除：可删除的一天内删除，依法或因办理需要暂时保留的会逐项列出。本机保存的个人信息可在“我的 → 清除本机缓存”清除；人脸照片的同意可随时在预约详情或“我的数据”中撤回；更正请修改预约或联系保卫处，电话见“我的 → 联系电话”。
`
}
