import { gateSentencesIn, type GateWords } from '../gate-words'
import { formatRange } from './days'

const OTHERS = '其他人由门岗核对后放行'
const ASK = '请联系被访人或在小程序查看预约'

const words: GateWords = {
  formatRange,
  comeIn: '预约有效，请进',
  goodbye: '请慢走',
  onFootOnly: '车辆不能由此门通行，请走允许车辆的校门',
  companionsStay: (companions) => `请随行的${companions.join('、')}留在门外，${OTHERS}`,
  reasons: {
    OK: () => ({ sentence: '预约有效', nextStep: '' }),
    NOT_FOUND: () => ({ sentence: '没有查到这条预约', nextStep: '请访客打开小程序出示通行码' }),
    PENDING: () => ({ sentence: '预约还在等待审批', nextStep: '请访客联系被访单位审批' }),
    RETURNED: () => ({ sentence: '预约已被退回', nextStep: '请访客修改后重新提交' }),
    REVOKED: () => ({ sentence: '预约已被取消审核', nextStep: ASK }),
    CANCELLED: () => ({ sentence: '预约已取消', nextStep: '需要来访请重新预约' }),
    NOT_YET: (days) => ({ sentence: '还没到预约的日期', nextStep: `预约日期：${days}` }),
    EXPIRED: (days) => ({ sentence: '预约已过期', nextStep: `预约日期：${days}` }),
    WRONG_GATE: () => ({ sentence: '这次来访不能走此门', nextStep: '请在通行证上查看可走的校门' }),
    EXIT_ONLY: () => ({ sentence: '此门只出不进', nextStep: '请从其它校门进入' }),
    ALREADY_INSIDE: () => ({
      sentence: '记录显示已在校内',
      nextStep: '请先核对是否已离校，或请指挥中心核查',
    }),
    NOT_INSIDE: () => ({ sentence: '没有入校记录', nextStep: '' }),
    NO_VEHICLE: () => ({ sentence: '这次预约没有登记车辆', nextStep: '请访客在小程序修改预约，或步行入校' }),
    FEE_DUE: () => ({ sentence: '该车有停车费未缴', nextStep: '请联系校区110指挥中心缴清' }),
    TRAFFIC_CONTROL: () => ({ sentence: '此门正在交通管制，车辆不能通行', nextStep: '请走其它校门' }),
    OVERRIDE: () => ({ sentence: '门岗放行', nextStep: '' }),
    BLACKLIST: () => ({ sentence: '无法放行', nextStep: '请联系保卫处' }),
    ENTRY_ONLY: () => ({ sentence: '此门只进不出', nextStep: '请从其它校门离开' }),
    BAD_SIGNATURE: () => ({ sentence: '不是有效的通行码', nextStep: '请访客打开小程序“通行证”重新出示' }),
    STALE_CODE: () => ({ sentence: '通行码已过时', nextStep: '请出示实时通行码，截图无效' }),
    REPLAYED: () => ({ sentence: '这个码刚刚用过', nextStep: '请等待通行码刷新后再扫' }),
    COMPANION_REFUSED: () => ({ sentence: '有随行人员不能入校', nextStep: `请其留在门外，${OTHERS}` }),
    LOW_CONFIDENCE: () => ({ sentence: '没有识别清楚', nextStep: '请出示通行码，或由门岗核对' }),
  },
}

/** What a gate says in Chinese. */
export const { gateSentence, reasonSentence } = gateSentencesIn(words)
