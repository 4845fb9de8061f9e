import type { RefusedCompanion } from '../../domain/gate/rules'
import { gateSentencesIn, type GateWords } from '../gate-words'
import { formatRange } from './days'

const OTHERS = '其他人由门岗核对后放行'

const companionName = ({ maskedName, documentEnd }: RefusedCompanion): string =>
  `${maskedName}（证件尾号${documentEnd}）`

const words: GateWords = {
  formatRange,
  greetings: { in: '预约有效，请进', out: '请慢走' },
  onFootOnly: '车辆不能由此门通行，请走允许车辆的校门',
  stayOutside: (companions) => `请随行的${companions.map(companionName).join('、')}留在门外`,
  others: (step) => `${step}，${OTHERS}`,
  together: (steps) => steps.join('；'),
  reasons: {
    OK: '预约有效',
    NOT_FOUND: '没有查到这条预约',
    PENDING: '预约还在等待审批',
    RETURNED: '预约已被退回',
    REVOKED: '预约已被取消审核',
    CANCELLED: '预约已取消',
    NOT_YET: '还没到预约的日期',
    EXPIRED: '预约已过期',
    WRONG_GATE: '这次来访不能走此门',
    EXIT_ONLY: '此门只出不进',
    ALREADY_INSIDE: '记录显示已在校内',
    NOT_INSIDE: '没有入校记录',
    NO_VEHICLE: '这次预约没有登记车辆',
    FEE_DUE: '该车有停车费未缴',
    TRAFFIC_CONTROL: '此门正在交通管制，车辆不能通行',
    OVERRIDE: '门岗放行',
    BLACKLIST: '无法放行',
    ENTRY_ONLY: '此门只进不出',
    BAD_SIGNATURE: '不是有效的通行码',
    STALE_CODE: '通行码已过时',
    REPLAYED: '这个码刚刚用过',
    COMPANION_REFUSED: '有随行人员不能入校',
    LOW_CONFIDENCE: '没有识别清楚',
    OUTSIDE_HOURS: '现在不在可通行的时段',
    NO_ENTRIES_LEFT: '可进入的次数已用完',
    GUARD_ONLY: '这个码只能由门岗核验',
    CODE_USED: '短码已用过',
    OTHER_PHONE: '通行证已在另一部手机上打开',
    PAPERS_EXPIRED: '登记的证照已过期',
  },
  standing: { REVOKED: { sentence: '长期通行已撤销', nextStep: '请联系申请单位' } },
  nextSteps: {
    nothing: () => '',
    showPass: () => '请访客打开小程序出示通行码',
    askUnit: () => '请访客联系被访单位审批',
    correctBooking: () => '请访客修改后重新提交',
    askHost: () => '请联系被访人或在小程序查看预约',
    bookAnew: () => '需要来访请重新预约',
    bookedDays: (days) => `预约日期：${days}`,
    comeInHours: () => '请在通行证上的时段内再来',
    renewPapers: () => '请申请单位在小程序更新证照',
    gatesOnPass: () => '请在通行证上查看可走的校门',
    enterElsewhere: () => '请从其它校门进入',
    leaveElsewhere: () => '请从其它校门离开',
    askSecurity: () => '请联系保卫处',
    checkWhetherLeft: () => '请先核对是否已离校，或请指挥中心核查',
    addVehicle: () => '请访客在小程序修改预约，或步行入校',
    payFee: () => '请联系校区110指挥中心缴清',
    otherGate: () => '请走其它校门',
    showAgain: () => '请访客打开小程序“通行证”重新出示',
    showLive: () => '请出示实时通行码，截图无效',
    waitForCode: () => '请等待通行码刷新后再扫',
    companionsStay: () => `请其留在门外，${OTHERS}`,
    showPassOrGuard: () => '请出示通行码，或由门岗核对',
  },
  advice: {
    askGuard: '请向放行人了解当时的情况',
    findNow: '请立即联系指挥中心，核实是否还在校内',
    askUnit: '请联系被访单位核实来意；还在校内的，请指挥中心跟进',
    comparePassages: '同一个码放行了两次，可能用了截图：请核对两次通行的是不是同一人',
    compareShortCode: '短码用了不止一次：请核对两次通行的是不是同一人',
    registerLate: '请向放行人了解放行的是谁，并补登记',
    askWhoPassed: '码是伪造的或来自别处：请向放行人了解放行的是谁',
    checkLane: '有预约，但不该由此通行：请提醒放行人，并检查设备的校门和进出方向',
    checkVehicle: '请指挥中心核对这辆车的进出和缴费记录',
  },
}

/** What a gate says in Chinese. */
export const { gateSentence, reasonSentence, adviceSentence } = gateSentencesIn(words)
