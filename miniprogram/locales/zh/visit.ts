import type { DocumentKind } from '../../domain/values/documents'
import type { PropagationState } from '../../domain/gate/propagation'
import type { Invalidity } from '../../domain/values/validity'
import type { DuplicateRule } from '../../domain/visit/duplicates'
import type { HostConfirmation } from '../../domain/visit/host-confirmation'
import type { PurposeClass, Way } from '../../domain/visit/purposes'
import type { RiskHint } from '../../domain/visit/risk-hints'
import type { SystemReason } from '../../domain/visit/visit'
import type { VisitState } from '../../domain/visit/visit-state'
import { formTextsIn } from '../form-texts'

/** What a booking is made of, each by its id. */
export interface VisitWords {
  states: Readonly<Record<VisitState, string>>
  /** A guest of an activity who waits for a place (spec 4.2). */
  waitsForPlace: string
  /** Of what ends at a moment of the day (spec 4.3). */
  validUntil: (moment: string) => string
  /** Somebody's of a standing pass (spec 4.4), whatever its purpose. */
  standing: string
  /** Whether somebody may come in by it now, as the gate will say. */
  entry: Readonly<Record<'now' | Exclude<Invalidity, 'notYet'>, string>> & { notYet: (day: string) => string }
  purposeClasses: Readonly<Record<PurposeClass, string>>
  ways: Readonly<Record<Way, string>>
  documentKinds: Readonly<Record<DocumentKind, string>>
  /** What the form asks for in free words. */
  texts: ReturnType<typeof formTextsIn>
  /** In place of a name that was taken out after the time for keeping (spec 9). */
  anonymous: string
  /** Reasons of a step that nobody typed. */
  systemReasons: Readonly<Record<SystemReason, string>>
  duplicateRules: Readonly<Record<DuplicateRule, string>>
  /** The host's word, as approvers and the host read it (spec 3). */
  hostConfirmations: Readonly<Record<HostConfirmation, string>>
  riskHints: Readonly<Record<RiskHint, string>>
  /** Whether the gates know of a visit (spec 3, Passable within seconds). */
  propagation: Readonly<Record<PropagationState, string>>
  gates: {
    onFoot: string
    byCar: string
    /** Behind the name of a gate that a private car may only enter by. */
    entryOnly: string
    /** Behind every name of a list but the last. */
    comma: string
  }
}

export const visitWords: VisitWords = {
  states: {
    pending: '待审批',
    approved: '已通过',
    returned: '已退回',
    revoked: '已取消审核',
    cancelled: '已取消',
    expired: '已过期',
    finished: '已结束',
  },
  waitsForPlace: '候补中',
  validUntil: (moment) => `${moment}前有效`,
  standing: '长期通行',
  entry: {
    now: '今日可入校',
    notYet: (day) => `${day}起可入校`,
    over: '预约的日期已过',
    otherHours: '现在不在可入校的时段',
    papersExpired: '登记的证照已过期，暂不能入校',
    noEntriesLeft: '入校次数已用完，离校时仍可出示',
  },
  purposeClasses: { official: '因公类', private: '因私类' },
  ways: { qr: '二维码', shortCode: '通行短码', face: '刷脸', plate: '车牌识别', idCard: '刷身份证' },
  documentKinds: {
    mainlandId: '居民身份证',
    passport: '护照',
    hkMacauPermit: '港澳居民来往内地通行证',
    taiwanPermit: '台湾居民来往大陆通行证',
    foreignerPermit: '外国人永久居留身份证',
  },
  texts: formTextsIn('zh'),
  anonymous: '已匿名',
  systemReasons: {
    EMERGENCY_ENDED: '电话报备已关闭，报备号随之失效',
    WAITED_IN_VAIN: '活动已结束，候补未成功',
    JOINING_STOPPED: '活动已停止报名，候补未成功',
    BLACKLISTED: '无法预约，请联系保卫处',
  },
  duplicateRules: {
    anyLive: '同一证件、手机号或车牌，同时只能有一条有效预约（待审批，或已通过且未过期）。',
    overlap:
      '同一证件、手机号或车牌，同一天只能有一条有效预约（待审批，或已通过且未过期）；日期不重叠可以另约。',
  },
  hostConfirmations: {
    none: '被访人尚未确认',
    confirmed: '被访人：确有预约',
    denied: '被访人：不认识',
  },
  riskHints: {
    long: '预约天数较长，请确认确有需要',
    farAhead: '预约日期较远，请确认行程已定',
    officialByPrivateCar: '因公来访车辆免停车费，请确认事由属实',
    officialCarAgain: '这辆车近期多次以因公事由预约，请确认事由属实',
    officialUnconfirmed: '因公来访，被访人尚未确认',
  },
  propagation: { delivering: '下发中', effective: '已生效', failed: '失败' },
  gates: {
    onFoot: '步行或骑车',
    byCar: '驾车',
    entryOnly: '（仅可进入）',

    comma: '、',
  },
}
