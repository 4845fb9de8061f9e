import type { BookingOptions, Output } from '../../../../contract'
import type { Contact } from '../../../components/call-list/call-list'
import { gateGroups, type GateGroup } from '../../../components/gate-list/gate-list.view'
import type { HelpTopic } from '../../../config/help-topics'
import { type Day } from '../../../domain/values/days'
import { formatDay, formatMoment } from '../../../locales/days'
import { sentenceOf, translate } from '../../../locales/errors'
import { feeLines } from '../../../locales/parking'
import { waysOfPassing, type PurposeClass } from '../../../domain/visit/purposes'
import { reminderWords } from '../../../domain/notice/reminders'
import { allowedActions, type VisitState } from '../../../domain/visit/visit'
import { MAX_COMPANIONS } from '../../../domain/visit/visit-form'
import { visitWords } from '../../../locales/visit'
import { bookingFormWords } from '../../../locales/booking-form'

/** The live rules that the answers are made of. */
export interface HelpRules {
  options: BookingOptions
  emergency: Output<'emergency.get'>
  controls: Output<'traffic.list'>['controls']
  units: Output<'unit.list'>['units']
}

/** One common question with its answer as it holds now; no sentence repeats a rule that the office can change. */
export interface Answer {
  topic: HelpTopic
  question: string
  lines: string[]
  /** Without a heading where the group's own title says it. */
  gates: Array<{ heading: string; groups: GateGroup[] }>
  calls: Contact[]
}

type Written = Omit<Answer, 'topic' | 'gates' | 'calls'> & Partial<Pick<Answer, 'gates' | 'calls'>>

/** All questions in the order in which a visit meets them (spec 10). `now` in epoch milliseconds. */
export function answersFrom(rules: HelpRules, now: number): Answer[] {
  const { options } = rules
  const written: Record<HelpTopic, Written> = {
    booking: bookingAnswer(),
    days: daysAnswer(options),
    gates: gatesAnswer(rules, now),
    fee: feeAnswer(options),
    waiting: waitingAnswer(options),
    change: changeAnswer(options.today),
    duplicate: duplicateAnswer(options),
    inside: insideAnswer(options),
    pass: passAnswer(options),
    companions: companionsAnswer(),
    emergency: emergencyAnswer(rules, now),
    elsewhere: elsewhereAnswer(rules),
    privacy: privacyAnswer(options),
  }
  return (Object.keys(written) as HelpTopic[])
    .map((topic) => ({ topic, gates: [], calls: [], ...written[topic] }))
    .filter(({ lines }) => lines.length > 0)
}

const bookingAnswer = (): Written => ({
  question: '怎么预约来访？',
  lines: [
    '在首页点“预约来访”，选被访人、来访事由和日期，填写姓名、证件和手机号；驾车的再填车牌。',
    '被访单位的审批人通过后，凭通行码入校。填到一半可以离开，内容留在本机，下次接着填。',
  ],
})

function daysAnswer({
  maxDays,
  latestFirstDay,
  today,
  adviseLongDays,
  adviseAheadDays,
}: BookingOptions): Written {
  return {
    question: '一次最多可以预约几天？最早什么时候约？',
    lines: [
      `一次最长${maxDays}天，第一天和最后一天都算在内。${bookingFormWords().tooLongAdvice}`,
      latestFirstDay === null
        ? '可以提前预约，不限天数。'
        : `来访日期最远可约到${formatDay(latestFirstDay, today)}。`,
      `请只约需要的日期：超过${adviseLongDays}天或提前${adviseAheadDays}天以上的预约，会占用同一证件、手机号和车牌，几个人共用的车会因此影响别人。`,
    ],
  }
}

function gatesAnswer({ options, controls }: HelpRules, now: number): Written {
  const { gates, purposes } = options
  const heading = (purposeClass: PurposeClass): string => {
    const names = purposes.filter((purpose) => purpose.class === purposeClass).map(({ name }) => name)
    return `${visitWords().purposeClasses[purposeClass]}（${names.join('、')}）`
  }
  const byCar = (purposeClass: PurposeClass) => ({
    heading: heading(purposeClass),
    groups: gateGroups(gates, purposeClass, true).filter(({ means }) => means === 'vehicle'),
  })
  return {
    question: '可以走哪些校门？',
    lines: [
      '步行或骑车，不论什么事由都可以走人行校门；驾车的校门由来访事由决定。',
      ...controls.map(
        ({ gateNames, from, until, reason }) =>
          `交通管制：${gateNames.join('、')}在${formatMoment(from, now)}至${formatMoment(until, now)}不通行车辆${reason ? `（${reason}）` : ''}。`,
      ),
    ],
    gates: [
      { heading: '', groups: gateGroups(gates, 'private', false) },
      byCar('official'),
      byCar('private'),
    ],
  }
}

function feeAnswer({ freeMinutes, tariff, paysAfterDays, contacts }: BookingOptions): Written {
  const rules = { driving: true, freeMinutes, tariff, paysAfterDays }
  const fee = feeLines({ ...rules, purposeClass: 'private' })
  return {
    question: '停车收费吗？怎么算？',
    lines: [
      '步行或骑车入校不收费。',
      `${feeLines({ ...rules, purposeClass: 'official' }).head}。`,
      `因私来访车辆：${fee.head}${fee.lines.length > 0 ? '：' : '。'}`,
      ...fee.lines.map((line) => `· ${line}`),
      '有停车费未缴的车辆，缴清后才能再次预约。对费用有疑问请联系指挥中心。',
    ],
    calls: contacts,
  }
}

function waitingAnswer({ reminders, contacts }: BookingOptions): Written {
  return {
    question: '一直没有审批怎么办？',
    lines: [
      `提交后，被访单位的审批人会收到提醒；临近来访仍未审批的，${reminderWords(reminders)}会再次提醒。`,
      '在“记录”中打开这条预约，可以看到提醒了谁、什么时候，并直接致电被访单位。',
      '单位没有开通审批的，请联系被访人或保卫处。',
    ],
    calls: contacts,
  }
}

const STATE_WORDS: ReadonlyArray<{ state: VisitState; words: string }> = [
  { state: 'pending', words: '待审批' },
  { state: 'returned', words: '被退回' },
  { state: 'approved', words: '已通过、尚未入校' },
]

/** Asks the very rule that decides (domain/visit.ts) what it would allow in each state. */
function changeAnswer(today: Day): Written {
  const allowed = (action: 'cancel' | 'revise', entered: boolean): string[] =>
    STATE_WORDS.filter(
      ({ state }) =>
        allowedActions(
          { state, firstDay: today, lastDay: today, firstEntryAt: entered ? 0 : null, history: [] },
          today,
        )[action],
    ).map(({ words }) => words)
  const cancel = allowed('cancel', false)
  const revise = allowed('revise', false)
  return {
    question: '怎么修改或取消预约？',
    lines: [
      cancel.length > 0
        ? `可以自行取消：${cancel.join('，或')}的预约。取消后证件、手机号和车牌立即可以再约。`
        : '',
      revise.length > 0 ? `可以修改重交：${revise.join('，或')}的预约。修改后要重新审批。` : '',
      allowed('cancel', true).length === 0 ? '已经入校的，在预约里点“请审批人取消”，由审批人决定。' : '',
    ].filter((line) => line !== ''),
  }
}

const duplicateAnswer = ({ duplicateRule }: BookingOptions): Written => ({
  question: `提示“${translate('DUPLICATE', {})}”是什么意思？`,
  lines: [
    visitWords().duplicateRules[duplicateRule],
    '提示下方会写明是哪一项重复、已约的日期和单位。若您要来的日期已在通过的预约之内，可继续通行，不必再约。',
    '是自己的预约：取消原来的，或等它结束。是别人的预约（例如共用的车）：点“请求让出”，由那条预约的单位决定。',
  ],
})

const insideAnswer = ({ contacts }: BookingOptions): Written => ({
  question: '提示车辆已在停车场内，但车不在校内怎么办？',
  lines: [
    '车辆驶出后即可预约。若车辆早已离校，记录没有更新，请点提示中的“请求核查”，或致电该校区指挥中心；核销后再提交即可，填写的内容都在。',
  ],
  calls: contacts,
})

function passAnswer({ facePhoto }: BookingOptions): Written {
  const ways = waysOfPassing({ hasPhoto: facePhoto, hasPlate: true, documentKind: 'mainlandId' })
  return {
    question: '怎么入校？手机没有网络怎么办？',
    lines: [
      `通过后可用：${ways.map((way) => visitWords().ways[way]).join('、')}。车牌识别要在预约时填车牌，刷身份证仅限居民身份证${facePhoto ? '，刷脸要在预约时留照片' : ''}。`,
      '通行码在有效期内打开过一次后，没有网络也能出示；截图无效，因为码会不断变化。',
      '任何时候都可以离校。',
    ],
  }
}

const companionsAnswer = (): Written => ({
  question: '同行的人要分别预约吗？没有手机的人怎么办？',
  lines: [
    `不用。预约时可以添加最多${MAX_COMPANIONS}位随行人员，只需姓名和证件，与您一起入校。`,
    '没有手机的人可以作为随行人员，或由接待的教职工代为联系。',
  ],
})

function emergencyAnswer({ emergency, options }: HelpRules, now: number): Written {
  const { on, since, reason } = emergency
  return {
    question: '小程序用不了时，可以电话报备吗？',
    lines: on
      ? [
          `可以。电话报备已开启${since === null ? '' : `（${formatMoment(since, now)}起${reason ? `，原因：${reason}` : ''}）`}。`,
          '请接待您的教职工致电所在校区的指挥中心，报被访人、访客、车牌、校门和日期；访客到校门报给出的编号即可。',
        ]
      : [
          `现在没有开启。${sentenceOf('EMERGENCY_CLOSED')}。只有保卫处在系统故障等情况下开启后，才能电话报备。`,
        ],
    calls: on ? options.contacts : [],
  }
}

/** Campuses that have no gate system: nothing is booked here for them (spec 2). */
function elsewhereAnswer({ units }: HelpRules): Written {
  const names = Array.from(
    new Set(units.filter(({ hasGates }) => !hasGates).map(({ campusName }) => campusName)),
  )
  return {
    question: `去${names.join('、')}怎么预约？`,
    lines: names.map((name) => `${name}未建设智能门禁系统，请联系接待单位在一网通办申请。`),
  }
}

const privacyAnswer = ({ anonymiseAfterDays }: BookingOptions): Written => ({
  question: '我的个人信息怎么保存？',
  lines: [
    '证件号码和手机号加密保存，审批人和门岗看到的是隐去中间几位的号码。',
    `来访结束${anonymiseAfterDays}天后，预约中的个人信息会被抹去。`,
    '本机保存的草稿和通行码也是加密的，可以在“我的”中用“清除本机缓存”全部清空。',
  ],
})
