import type { DocumentKind } from '../../domain/values/documents'
import type { DuplicateRule } from '../../domain/visit/duplicates'
import type { PurposeClass, PurposeId, Way } from '../../domain/visit/purposes'
import type { VisitState } from '../../domain/visit/visit-state'

/** What a booking is made of, each by its id. */
export interface VisitWords {
  states: Readonly<Record<VisitState, string>>
  purposes: Readonly<Record<PurposeId, string>>
  purposeClasses: Readonly<Record<PurposeClass, string>>
  ways: Readonly<Record<Way, string>>
  documentKinds: Readonly<Record<DocumentKind, string>>
  duplicateRules: Readonly<Record<DuplicateRule, string>>
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
  purposes: {
    training: '短期培训',
    official: '因公来访',
    alumni: '校友返校活动',
    private: '因私来访',
    household: '家政服务',
    other: '其它',
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
  duplicateRules: {
    anyLive: '同一证件、手机号或车牌，同时只能有一条有效预约（待审批，或已通过且未过期）。',
    overlap:
      '同一证件、手机号或车牌，同一天只能有一条有效预约（待审批，或已通过且未过期）；日期不重叠可以另约。',
  },
  gates: {
    onFoot: '步行或骑车',
    byCar: '驾车',
    entryOnly: '（仅可进入）',

    comma: '、',
  },
}
