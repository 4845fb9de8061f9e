import type { AccountRequestState, AccountStepName } from '../../../domain/account/accounts'
import type { Hindrance } from '../../../domain/account/erasure'

interface AccountAsked {
  unitName: string
  reason: string
  leaderName: string
  state: AccountRequestState
  answer: string | null
}

const REQUEST_STATES: Record<AccountRequestState, string> = {
  open: '等待保卫处答复',
  accepted: '已开通',
  refused: '未通过',
}

/** Words of 我的数据. */
export const dataWords = {
  title: '我的数据',
  labels: {
    intro: '这里是本系统保存的关于您的全部信息，只有您自己能看到这一页。',
    withdrawPhoto: '撤回人脸照片',
    exporting: '导出',
    exportNote: '生成一份可阅读的文本文件，内容与本页相同。文件含有您的证件号和手机号，请妥善保管。',
    makeFile: '生成文件',
    share: '发送到聊天保存',
    erasing: '删除我的数据',
    keptFor: '依法或因办理需要暂时保留的',
    erase: '申请删除',
  },
  account: '您的身份',
  wechat: '微信用户',
  wechatKnown: '以微信提供的标识（OpenID）识别，不知道您的微信号',
  staff: '教职工',
  roles: '办理身份',
  roleNames: { approver: '审批人', guard: '门岗', desk: '110指挥中心', office: '保卫处' },
  provedPhones: '已验证手机',
  numbers: (count: number) => `${count}个（只保存不可还原的摘要）`,
  messages: '可发提醒',
  left: (count: number) => `${count}条`,
  listComma: '、',
  visitHeading: (days: string, purpose: string) => `${days} ${purpose}`,
  state: '状态',
  host: '被访人',
  name: '姓名',
  phone: '手机号',
  document: (kind: string) => kind,
  plate: '车牌号',
  companions: '同行人',
  companion: (name: string, document: string) => `${name} ${document}`,
  submitted: '提交时间',
  privacy: '隐私保护指引',
  ticked: (when: string, version: string) => `${when}同意，${version}版`,
  photo: '人脸照片',
  photoKept: (when: string) => `${when}同意后保存，来访或长期通行结束后24小时内删除`,
  photoGone: (when: string) => `${when}同意过，照片已删除`,
  accountKept: '审批账号和控制台登录',
  requestLine: ({ unitName, reason, leaderName, state, answer }: AccountAsked) =>
    `申请${unitName}的审批账号（${REQUEST_STATES[state]}${answer ? `：${answer}` : ''}），理由：${reason}，单位负责人：${leaderName}`,
  accountSteps: {
    created: '开通审批账号',
    unitAdded: '增加审批单位',
    frozen: '冻结',
    unfrozen: '解除冻结',
    removed: '移除',
  } satisfies Record<AccountStepName, string>,
  signIn: (browser: string, address: string, seen: string) =>
    `登录控制台：${browser}（${address}），最近使用：${seen}`,
  releases: '您向单位提出的请求',
  /** By what was asked: that another's booking be let go, or something of an own one. */
  releaseStates: {
    release: { open: '请求释放，等待答复', released: '已释放', kept: '未释放' },
    cancel: { open: '请求取消，等待答复', released: '已取消', kept: '未同意取消' },
    change: { open: '申请变更，等待答复', released: '已同意变更', kept: '未同意变更' },
  },
  releaseLine: (days: string, state: string, reason: string) =>
    `${days} ${state}${reason === '' ? '' : `：${reason}`}`,
  lineWords: (words: string, by: string, reason: string) =>
    `${words}${by === '' ? '' : `（${by}）`}${reason === '' ? '' : `：${reason}`}`,
  nothing: '没有您的预约记录',
  none: '预约记录',
  eraseAll:
    '申请后一天内删除：预约中的姓名、手机号、证件、车牌、同行人和备注，照片，提醒余量和已验证的手机号。删除后无法恢复。',
  requestOpen: (when: string, due: string) => `您在${when}申请删除，可删除的在${due}前删完。`,
  requestHindered: (parts: string) => `仍保留：${parts}，以及预约次数和已验证的手机号，之后自动删除。`,
  requestDone: (when: string, erased: number) => `已在${when}按您的申请删除，共${erased}条预约。`,
  hindrances: {
    live: (count: number) => `${count}条待审批或已通过的预约，取消或结束后`,
    inside: (count: number) => `${count}条人还在校内的预约，离校后`,
    vehicle: (count: number) => `${count}条车辆未离校或停车费未缴的预约，结清后`,
  } satisfies Record<Hindrance, (count: number) => string>,
  semicolon: '；',
  kept: [
    { what: '通行记录（校门、方向、时间）', why: '校园治安保卫需要，由保卫处依法留存；姓名和车牌会去掉' },
    { what: '操作日志', why: '网络安全法第二十一条要求留存不少于六个月，满184天去掉您的标识' },
    { what: '校门名单和核验应答', why: '预约最后一天后两日内、核验后30天内自动清除' },
    { what: '教职工名录和办理账号', why: '由学校人事和保卫处管理，离职或移除后失效' },
    { what: '校园安全事项', why: '依法办理中的安全事项不在此页查询和删除，请联系保卫处' },
  ],
  confirmTitle: '申请删除',
  confirmContent: '删除后无法恢复，已结束的预约不能再查看。确定申请吗？',
  confirmText: '申请删除',
  asked: '已收到申请',
  photoTitle: '撤回照片',
  photoConfirm: '撤回照片',
  photoContent: '照片会被删除，校门不再能刷脸，其它通行方式不受影响。',
  photoDone: '已撤回',
  fileName: (day: string) => `我的数据-${day}.txt`,
  fileHeading: (when: string) => `校园访客：关于我的全部信息（${when}）`,
  notWritten: '文件没有生成，请再试一次',
}
