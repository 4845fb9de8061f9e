export const helpQuestionsWords = {
  title: '常见问题',
  labels: {
    source: '以下内容按现在执行的规则生成',
    contacts: '联系电话',
    contactsNote: '保卫处、指挥中心和各单位',
  },
  question: '怎么预约来访？',
  bookingAnswerLines:
    '在首页点“预约来访”，选被访人、来访事由和日期，填写姓名、证件和手机号；驾车的再填车牌。',
  approvalLine: '被访单位的审批人通过后，凭通行码入校。填到一半可以离开，内容留在本机，下次接着填。',
  daysAnswerQuestion: '一次最多可以预约几天？最早什么时候约？',
  daysAnswerLines: (maxDays: number, tooLongAdvice: string) =>
    `一次最长${maxDays}天，第一天和最后一天都算在内。${tooLongAdvice}`,
  aheadUnlimited: '可以提前预约，不限天数。',
  aheadUntil: (day: string) => `来访日期最远可约到${day}。`,
  daysAnswerLines2: (adviseLongDays: number, adviseAheadDays: number) =>
    `请只约需要的日期：超过${adviseLongDays}天或提前${adviseAheadDays}天以上的预约，会占用同一证件、手机号和车牌，几个人共用的车会因此影响别人。`,
  listComma: '、',
  heading: (purposeClasses: string, list: string) => `${purposeClasses}（${list}）`,
  gatesAnswerQuestion: '可以走哪些校门？',
  gatesAnswerLines: '步行或骑车，不论什么事由都可以走人行校门；驾车的校门由来访事由决定。',
  reasonInBrackets: (reason: string) => `（${reason}）`,
  gatesAnswerLines2: (list: string, moment: string, moment2: string, part: string) =>
    `交通管制：${list}在${moment}至${moment2}不通行车辆${part}。`,
  feeAnswerQuestion: '停车收费吗？怎么算？',
  feeAnswerLines: '步行或骑车入校不收费。',
  fullStopAfter: (head: string) => `${head}。`,
  colon: '：',
  fullStop: '。',
  privateVehicles: (head: string, part: string) => `因私来访车辆：${head}${part}`,
  unpaidFeeLine: '有停车费未缴的车辆，缴清后才能再次预约。对费用有疑问请联系指挥中心。',
  waitingAnswerQuestion: '一直没有审批怎么办？',
  waitingAnswerLines: (reminder: string) =>
    `提交后即进入被访单位的待审批，开通了提醒的审批人会收到消息；临近来访仍未审批的，${reminder}会再次提醒。`,
  seeReminders: '在“记录”中打开这条预约，可以看到提醒了谁、什么时候，并直接致电被访单位。',
  unitWithoutApprover: '单位没有开通审批的，请联系被访人或保卫处。',
  statewordsWords: '待审批',
  stateReturned: '被退回',
  stateApprovedNotEntered: '已通过、尚未入校',
  changeAnswerQuestion: '怎么修改或取消预约？',
  either: (states: readonly string[]) => states.join('，或'),
  mayCancel: (list: string) => `可以自行取消：${list}的预约。取消后证件、手机号和车牌立即可以再约。`,
  mayRevise: (list: string) => `可以修改重交：${list}的预约。修改后要重新审批。`,
  approvedMayAsk: '已通过的，在预约里点“请审批人取消”，由审批人决定。',
  enteredMayAsk: '已经入校的，在预约里点“请审批人取消”，由审批人决定。',
  duplicateAnswerQuestion: (translate: string) => `提示“${translate}”是什么意思？`,
  duplicateAnswerLines:
    '提示下方会写明是哪一项重复、已约的日期和单位。若您要来的日期已在通过的预约之内，可继续通行，不必再约。',
  duplicateAnswerLines2:
    '是自己的预约：取消原来的，或等它结束。是别人的预约（例如共用的车）：点“请求释放”，由那条预约的单位决定。',
  insideAnswerQuestion: '提示车辆已在停车场内，但车不在校内怎么办？',
  insideAnswerLines:
    '车辆驶出后即可预约。若车辆早已离校，记录没有更新，请点提示中的“请求核查”，或致电该校区指挥中心；核销后再提交即可，填写的内容都在。',
  passAnswerQuestion: '怎么入校？手机没有网络怎么办？',
  passAnswerLines: '，刷脸要在预约时留照片（长期通行在预约详情里添加）',
  passAnswerLines2: (list: string, part: string) =>
    `通过后可用：${list}。车牌识别要在预约时填车牌，刷身份证仅限居民身份证${part}。`,
  passOffline: '通行码在有效期内打开过一次后，没有网络也能出示；截图无效，因为码会不断变化。',
  leaveAnytime: '任何时候都可以离校。',
  companionsAnswerQuestion: '同行的人要分别预约吗？没有手机的人怎么办？',
  companionsAnswerLines: (maxcompanions: number) =>
    `不用。预约时可以添加最多${maxcompanions}位随行人员，只需姓名和证件，与您一起入校。`,
  withoutPhone: '没有手机的人可以作为随行人员，或由接待的教职工代为联系。',
  walkInQuestion: '没有预约，到了校门口怎么办？',
  walkInScan: '校门开放临时来访时，用微信扫门岗出示的码，填写姓名、证件和手机号；有名额的当场通过。',
  walkInValid: (hours: number) =>
    `办好后${hours}小时内从这个校门入校一次；名额满了的，页面上会写明下一批几点开放。`,
  activityQuestion: '来参加会议、培训等活动，怎么报名？',
  activityJoin: '扫主办单位给的报名码，填写姓名、证件和手机号；名额内自动通过，凭通行码入校。',
  activityFull: '名额满了会排入候补，有人取消时按先后自动转为已通过。每个微信在一项活动中只能报一个名额。',
  standingQuestion: (maxDays: number) => `需要来校超过${maxDays}天，怎么办？`,
  standingApply: (latest: string, renewalDays: number) =>
    `由接待单位的审批人申请长期通行，保卫处审批；从今天开始的最长到${latest}，到期前${renewalDays}天内可以续期。`,
  standingPass:
    '通过后凭身份证、车牌即可按时间入校；登记了手机号的，可在“我的”点“领取长期通行”，用手机号领取通行码。',
  emergencyAnswerQuestion: '小程序用不了时，可以电话报备吗？',
  emergencyAnswerLines: (reason: string) => `，原因：${reason}`,
  sinceInBrackets: (moment: string, part: string) => `（${moment}起${part}）`,
  emergencyOpen: (part: string) => `可以。电话报备已开启${part}。`,
  emergencyAnswerLines2:
    '请接待您的教职工致电所在校区的指挥中心，报被访人、访客、车牌、校门和日期；访客到校门报给出的编号即可。',
  emergencyAnswerLines3: (sentence: string) =>
    `现在没有开启。${sentence}。只有保卫处在系统故障等情况下开启后，才能电话报备。`,
  elsewhereAnswerQuestion: (list: string) => `去${list}怎么预约？`,
  elsewhereAnswerLines: (name: string) => `${name}未建设智能门禁系统，请联系接待单位在一网通办申请。`,
  privacyAnswerQuestion: '我的个人信息怎么保存？',
  privacyAnswerLines:
    '证件号码和手机号加密保存，界面上隐去中间几位。审批人、指挥中心和保卫处确有需要时可以查看完整号码，每次都有记录；紧急疏散时，门岗能看到在校人员的手机号。',
  privacyAnswerLines2: (anonymiseAfterDays: number) =>
    `来访结束${anonymiseAfterDays}天后，预约中的个人信息会被抹去。`,
  keptEncrypted: '本机保存的草稿和通行码也是加密的，可以在“我的”中用“清除本机缓存”全部清空。',
}
