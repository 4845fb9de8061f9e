import { dayOf, formatTime } from '../../domain/values/days'
import type { VisitState } from '../../domain/visit/visit-state'
import { formSentence, named, shown, type ErrorSentences } from '../error-words'
import { formTextsIn } from '../form-texts'
import { formatFullDay } from './days'
import { HINT_WORDS } from './face'

const formTexts = formTextsIn('zh')

const DECIDED: Readonly<Record<VisitState, string>> = {
  approved: '已通过',
  returned: '已退回',
  revoked: '已取消审核',
  cancelled: '已由访客取消',
  expired: '已过期',
  finished: '已结束',
  pending: '正在等待审批',
}

const ACTIVITY_CLOSED: Readonly<Record<string, string>> = {
  asked: '这项活动还在审批，请稍后再来',
  refused: '这项活动没有通过审批',
  cancelled: '这项活动已取消',
}

const STANDING_STATE: Readonly<Record<string, string>> = {
  approved: '这份长期通行已通过，请刷新',
  returned: '这份长期通行已退回，请刷新',
  withdrawn: '这份长期通行已撤销',
  ended: '这份长期通行已结束，需要通行请重新申请',
}

const dayTime = (at: number): string =>
  Number.isFinite(at) ? `${formatFullDay(dayOf(at))} ${formatTime(at)}` : ''

/**
 * Every refusal says what to do next and blames nobody. Quoted sentences of the specification stand exactly as given
 * there.
 */
export const errorSentences: ErrorSentences = {
  /** A code that only a newer server knows. */
  UNKNOWN: (code) => `没有办成，请稍后再试，或更新小程序（${code}）`,

  // The form itself: one field error per field (visit-form.ts), all at once.
  FORM: (details) => formSentence(errorSentences, details, '；') || '有几处需要修改，请核对填写的内容',
  HOST_REQUIRED: '请选择被访人',
  HOST_GONE: '没有找到这位被访人，可能已调离，请重新选择',
  HOST_MOVED: (d) =>
    `${shown(d.name)}已调到${shown(d.unitName)}，请确认；仍访问这位被访人的，再点一次提交即可`,
  CAMPUS_WITHOUT_GATES: '王城校区未建设智能门禁系统，请联系接待单位在一网通办申请',
  PURPOSE_REQUIRED: '请选择来访事由',
  PURPOSE_GONE: '请重新选择来访事由',
  NAME_REQUIRED: '请填写姓名',
  NAME_INVALID: '姓名为1至50个字，可用汉字、字母、“·”和空格',
  PHONE_REQUIRED: '请填写手机号',
  PHONE_INVALID: '手机号为11位数字，以13至19开头，请核对',
  PHONE_INTERNATIONAL_INVALID:
    '境外手机号以“+国家代码”开头，如 +85212345678，请核对位数；内地号码请点“用内地手机号”',
  DOCUMENT_REQUIRED: '请填写证件号码',
  DOCUMENT_LENGTH: '身份证号为18位，请核对',
  DOCUMENT_FORM: '证件号码的格式不对，请对照证件核对',
  DOCUMENT_REGION: '身份证号的前6位不对，请核对',
  DOCUMENT_BIRTH_DATE: '身份证号中的出生日期不对，请核对',
  DOCUMENT_CHECK: '身份证号有一位不对，请对照证件核对',
  DOCUMENT_REPEATED: '这个证件号码已经填过，请核对',
  FIRST_DAY_REQUIRED: '请选择来访日期',
  FIRST_DAY_PAST: '来访日期不能早于今天',
  FIRST_DAY_TOO_FAR: (d) => `目前最远可预约到${shown(d.latest)}`,
  LAST_DAY_REQUIRED: '请选择离开日期',
  LAST_DAY_BEFORE_FIRST: '离开日期不能早于来访日期',
  TOO_LONG: '单次来访预约期限最长为15天',
  PLATE_REQUIRED: '请填写车牌号，或关闭“驾车来访”',
  PLATE_INVALID: '车牌号不对，请核对，如 桂C12345，新能源车为8位；临牌等选“其他号牌”',
  TOO_MANY_COMPANIONS: '随行人员最多10人',
  PRIVACY_REQUIRED: '请阅读并勾选《隐私保护指引》',
  TEXT_TOO_LONG: (d) => `${formTexts[d.field] ?? ''}最多${shown(d.limit)}个字`,
  REASON_REQUIRED: '请写明原因，访客会看到',
  REASON_TOO_LONG: '原因最多100个字',

  // What refuses a booking (spec 2, What refuses a booking).
  BLACKLISTED: '无法预约，请联系保卫处',
  VEHICLE_INSIDE: (d) => `该车辆已在【${shown(d.campusName)}】停车场内，无法预约`,
  FEE_DUE: (d) => `该车辆在【${shown(d.campusName)}】有停车费未缴，缴清后即可预约`,
  DUPLICATE: () => '访客预约申请次数已达上限',
  TOO_MANY_LIVE: (d) => `每人最多同时有${shown(d.max)}条有效预约`,
  TOO_MANY_BOOKINGS: (d) => `今天提交预约已达${shown(d.max)}次，请明天再试`,
  NO_APPROVER: (d) => `${shown(d.unitName)}还没有开通审批，请联系被访人或保卫处`,

  // Life of a booking (spec 3).
  NOT_FOUND: '没有找到这条记录',
  ALREADY_DECIDED: (d) =>
    shown(d.byName)
      ? `这条预约已由${shown(d.byName)}处理：${DECIDED[d.state] ?? ''}`
      : `这条预约${DECIDED[d.state] ?? '已经处理'}`,
  CHANGED_MEANWHILE: '刚刚有变化，请先看看最新内容',
  EXISTS_ALREADY: '已经有这一条了，请找到它再修改',
  NOT_REVISABLE: (d) => `这条预约${DECIDED[d.state] ?? ''}，不能再修改，可以“再次预约”`,
  NOTHING_ADDED: '请选择更晚的离校日期，或填写另一个车牌',
  NOT_CANCELLABLE: (d) => `这条预约${DECIDED[d.state] ?? ''}，不能取消`,
  CANCEL_BY_APPROVER: '已通过的预约不能自行取消，请联系审批人',
  ALREADY_ENTERED: '已经入校，不能自行取消，请联系审批人',
  DAYS_PAST: '预约的日期已过，不能再通过，访客可以重新预约',
  NO_PASS: (d) => `这条预约${DECIDED[d.state] ?? ''}，没有通行证`,

  PASS_ELSEWHERE: '通行码已在另一部手机上打开，本机的已失效',

  // Who may (spec 1).
  NOT_ALLOWED: '您没有此项权限',
  FROZEN: (d) =>
    `您的审批账号${typeof d.since === 'number' ? `已于${formatFullDay(dayOf(d.since))}` : '已'}被冻结${shown(d.reason) ? `（${shown(d.reason)}）` : ''}，如有疑问请联系保卫处`,
  CONSOLE_CODE: '登录码已失效，请在电脑上刷新后重新扫码',
  SIGNED_OUT: '登录已结束，请重新扫码登录',
  OTHER_PERSON: '这个浏览器已改由他人登录，请刷新页面',
  WRONG_GATE_ACCOUNT: '您的账号不负责这个校门，请重新选择校门',
  STAFF_NOT_FOUND: '教职工名录中没有这个手机号，请联系所在单位或保卫处更新',
  STAFF_UNBOUND: '这位教职工还没有在小程序中绑定，绑定后才能设置',
  STAFF_BOUND: '这个手机号对应的教职工已绑定其他微信，如有变更请联系保卫处解绑',
  STAFF_ALREADY: (d) => `您的微信已绑定${shown(d.name)}，如有误请联系保卫处`,
  STAFF_PHONE_TAKEN: (d) => `这个手机号已登记给${shown(d.name)}，请核对`,
  PHONE_CODE: '没有取得手机号，请再点一次',
  ACCOUNT_EXISTS: '您已有这个单位的审批账号',
  ACCOUNT_ASKED: '您的申请正在办理，请等待保卫处答复',
  ACCOUNT_ANSWERED: '这条申请已经处理，请刷新',
  ACCOUNT_CHANGED: '这个账号刚刚有变化，请刷新',
  ACCOUNT_REASON_REQUIRED: '请写明理由',
  LEADER_REQUIRED: '请填写单位负责人姓名',
  UNIT_REQUIRED: '没有找到这个单位，请重新选择',
  DEPUTY_DAYS: '请选择代理日期，最长60天，截止日期不早于今天',
  ACCOUNT_LEFT: '申请人已离开人员名录或已解除绑定，不能开通账号',
  OWN_REQUEST: '不能处理自己的申请，请由其他同事处理',
  LAST_OFFICE: '这是最后一个保卫处账号，请先为其他同事开通保卫处账号',
  DEPUTY_UNFIT: '代理人须为本单位已绑定微信的其他教职工',

  // Invitations and the host's word (spec 3, 4).
  INVITATION_USED: '这份邀约已被使用，请联系邀请人重新发送',
  INVITATION_CLOSED: '这份邀约已失效，请联系邀请人重新发送',
  CLAIM_NOT_TAKEN: '这份邀约现在没有人领取，请刷新',
  CLAIM_KEPT:
    '领取人已入校，或预约已改为其本人的、已归其他单位、已结束，不能撤销领取；如不应放行，请在预约审批中处理',
  INVITE_OWN_UNIT: '只能邀请来访本单位的客人',
  SELF_APPROVAL: '自己发出的邀约或预约须由本单位其他审批人审批',
  HOST_CONFIRMATION_LATE: '这条预约已经结束，不用再确认',

  // Vehicles, desk, gates (spec 5).
  VEHICLE_NOT_INSIDE: '记录显示该车已不在校内，可以直接重新提交',
  NOTHING_DUE: '这辆车没有未缴的停车费，请刷新',
  DESK_REASON_REQUIRED: '请写明处理依据',
  OVERRIDE_REASON_REQUIRED: '请写明放行原因',
  OVERRIDE_REFUSED: '此人不能由门岗放行，请联系保卫处',
  PASSAGE_TIME: '通行时间太早，无法补录，请联系保卫处',
  DEVICE_NAME: '请填写名称，如：西门进口车牌相机',
  DEVICE_GATE: '请选择设备所在的校门',
  DEVICE_SIGNS: '只有扫码头和车牌相机可以不签名',
  DEVICE_OVERRIDE: '不能签名的设备不能说明原因放行',
  DEVICE_ADDRESSES: (d) => `请填写IP地址，最多${shown(d.max)}个，用空格隔开`,
  DEVICE_DIRECTION: '不能签名的设备须注明进或出，一台设备一个方向',
  GATES_REQUIRED: '请至少选择一个校门',
  CAMPUS_REQUIRED: '请选择校区',
  CONFLICT_SETTLED: (d) => `${shown(d.byName) || '同事'}已经处理了这条记录`,
  CONTROL_TIME: '请核对管制时间：结束晚于开始和现在，最长31天',

  // Blacklist (spec 5.4).
  BLACKLIST_SUBJECT: '请填写证件号、手机号或车牌中的至少一项',
  BLACKLIST_DAYS: '截止日期不能早于开始日期',
  BLACKLIST_REASON_REQUIRED: '请写明列入或解除的理由',
  BLACKLIST_REASON_TOO_LONG: '理由最多200个字',
  BLACKLIST_ANSWERED: (d) => `这一条已由${shown(d.byName)}处理，请刷新`,
  SECOND_PERSON_NEEDED: '须由另一位同事确认，不能由本人确认',

  // Activities (spec 4.2).
  ACTIVITY_TITLE: '请填写活动名称，最多40个字',
  ACTIVITY_HOURS: '开始和结束时间不能相同',
  ACTIVITY_QUOTA: (d) => `名额为1至${shown(d.max)}的整数`,
  ACTIVITY_QUESTION: '问题最多20个字',
  GATES_LET_NOBODY_IN: '从所选校门无法入校，请再选可步行入校的校门，开车来的也可选车辆校门',
  ACTIVITY_ANSWERED: '这项活动已有人处理，请刷新',
  ACTIVITY_CLOSED: (d) => ACTIVITY_CLOSED[String(d.state)] ?? '这项活动已结束报名',
  ACTIVITY_FULL: '名额已满，候补的访客在有空位时自动转为已通过',
  ACTIVITY_JOINED: () => '您已经报名，可查看这条预约',
  ACTIVITY_ANSWER_REQUIRED: '请填写这一项',

  // Standing passes (spec 4.4).
  STANDING_WHY: '请填写用途，最多30个字',
  STANDING_TOO_LONG: (d) => `长期通行最长到${shown(d.latest)}，到期前可申请续期`,
  STANDING_STATE: (d) => STANDING_STATE[String(d.state)] ?? '这份长期通行已有变化，请刷新',
  STANDING_FULL: (d) => `一份长期通行最多${shown(d.max)}人，其余的请另行申请`,
  STANDING_WEEKDAYS: '起止日期之内没有所选的星期，请重新选择',
  STANDING_EMPTY: '名单里还没有人，请先加入人员或车辆',
  STANDING_NO_WAY_IN: (d) =>
    `${named(d.names, '、')}从所选校门无法入校：步行需要行人校门，车辆需要车辆校门，请再选校门`,
  RENEWAL_NOT_YET: (d) => `到期前30天内可以续期，请在${shown(d.from)}以后再申请`,
  PAPER_NAME: '请填写证照名称，最多20个字',
  PAPER_UNTIL: '请选择证照的有效期，不能早于今天',
  PAPERS_TOO_MANY: (d) => `证照最多${shown(d.max)}份`,
  PAPER_PHOTO: (d) => `请附上${shown(d.name)}的新照片`,
  PAPER_KEPT: (d) => `已批准的通行须保留${shown(d.name)}；不再需要的，请重新申请，由保卫处审批`,
  DOCUMENT_OR_PLATE: '请填写证件号码或车牌号',
  PHONE_REPEATED: '手机号与名单中前面的一行重复，没有自己的手机号请留空',
  PLATE_REPEATED: '车牌号与名单中前面的一行重复，请删去一行',

  // Walk-ins (spec 4.3).
  WALK_IN_HOURS: '请核对时段：0至24点的整点，结束晚于开始',
  WALK_IN_QUOTA: (d) => `名额为1至${shown(d.max)}的整数`,
  WALK_IN_NOTE_REQUIRED: '请写明来办什么事',
  WALK_IN_CODE: '这个码已失效，请重新扫描校门处正在显示的码',
  WALK_IN_TICKET: '填写时间已过，请重新扫描校门处正在显示的码',
  WALK_IN_CLOSED: (d) => `${shown(d.gateName)}现在不办理临时来访，请联系受访人预约`,
  WALK_IN_FULL: (d) =>
    d.nextAt === null
      ? '临时来访名额已满，请联系受访人预约'
      : `临时来访名额已满，下一批名额${dayTime(Number(d.nextAt))}开放`,
  WALK_IN_HELD: () => '您已有一个临时来访通行码，可在“我的预约”中查看',

  // Face photos (spec 6).
  FACE_OFF: '目前不采集人脸照片，可凭二维码等方式通行',
  FILE_MISSING: '照片没有上传成功，请再试一次',
  PICTURE_FORM: '这张照片无法使用，请重新拍摄或换一张',
  FACE_FORM: '照片不符合要求，请重新拍摄',
  FACE_HINT: (d) => `${HINT_WORDS[d.hint] ?? '照片不够清楚'}，再拍一张`,

  // Asking another booking to let go (spec 2, Conflict card).
  RELEASE_NOT_NEEDED: '原来的预约已经不在，可以直接重新提交',
  RELEASE_ANSWERED: (d) =>
    d.byName === '' ? '这条预约已经结束，不用再答复' : `这条请求已由${shown(d.byName)}处理`,

  // Emergency (spec 5.6), office.
  EMERGENCY_CLOSED: '电话报备未开启，请按正常流程预约',
  EMERGENCY_REASON_REQUIRED: '请写明开启或关闭的原因',
  PURPOSE_NAME: (d) => `请填写名称，最多${shown(d.max)}个字`,
  PURPOSE_TWICE: '已有同名的来访事由，请换一个名称',
  PURPOSES_NONE: (d) => `${d.purposeClass === 'official' ? '因公类' : '因私类'}至少保留一项可选的来访事由`,
  CONTACT_NAME: '请填写名称',
  CONTACT_PHONE: '电话为3至20位数字，可带+、空格和-',
  CONTACT_TWICE: '一个校区只能有一个指挥中心电话',
  RULE_CHANGED: (d) => `${shown(d.byName) || '同事'}刚刚修改了同一项设置，您填写的还在，请核对后再保存`,
  EMERGENCY_SWITCHED: (d) =>
    shown(d.byName)
      ? `电话报备已由${shown(d.byName)}${d.on === true ? '开启' : '关闭'}`
      : `电话报备${d.on === true ? '已经开启' : '没有开启'}`,
  EMERGENCY_NOTE_REQUIRED: '请写明需要说明的情况',
  EMERGENCY_DAYS: '请核对日期：不早于今天，最长15天',
  EMERGENCY_RECONCILED: (d) => `这一条已由${shown(d.byName)}核对`,
  TEMPLATE_FIELDS: (d) => `这些内容与模板的字段对不上：${shown(d.faults)}`,
  TEMPLATE_UNKNOWN: '公众平台里没有这个模板，请核对模板编号；刚添加的请一分钟后再保存',
  TARIFF: () => '收费标准有几处需要修改，请看标出的地方',
  GATE_LOCATION: () => '校门的位置填写有误，请核对经纬度',

  // The call itself.
  KEY_REUSED: '这次提交的内容与上次不同，请返回重新提交',
  BAD_REQUEST: () => '请求内容有误，请返回重试；若仍不行，请更新小程序',
  TOO_MANY_HOSTS: '今天查看的人员较多，请明天再试，或请被访人把来访名片发给您',
  TOO_MANY_SEARCHES: '查询太频繁，请稍后再试',
  TOO_MANY_TRIES: '输错次数太多，请1分钟后再试，或扫码核验',
  BUSY: '办理的人较多，请稍后再试',
  INTERNAL: (d) => `系统出了点问题，请稍后再试（编号 ${shown(d.requestId)}）`,
  PHOTO_GONE: '这张照片已按规定删除，请重新拍摄上传',
  NETWORK: '网络不通，请检查网络后重试',
  PHONE_ONLY: '这台设备不能出示通行码，请用手机微信打开“校园访客”',
  CLOUD: (d) => `云服务没有办成（代码 ${shown(d.cloudCode)}），请稍后再试；若一直如此，请告知保卫处`,
}
