import { mainlandCheckCharacter, type DocumentKind } from '../../miniprogram/domain/values/documents'

/**
 * The people a newcomer can be on the stage. Nobody of them exists: the mobile numbers are of right form from one
 * unused block, the ID number has a county code that was never given out.
 */
export interface CastMember {
  id: string
  openid: string
  name: string
  roleLabel: '访客' | '审批人' | '教职工' | '门岗' | '110指挥中心' | '保卫处'
  mobile: string
  /** One line that says what this person can do in the demo. */
  hint: string
  /** Staff: the unit they belong to. */
  unitId?: string
  /** Approvers: the units they decide for. */
  approverOf?: readonly string[]
  /** Staff whose WeChat the directory doesn't know yet. */
  unbound?: true
  /** Guards: their gates. */
  gateIds?: readonly string[]
  /** Desk: the campuses of their 110指挥中心. */
  campusIds?: readonly string[]
  /** Office: an account of 保卫处. */
  office?: true
  /** Visitors: what they would enter into the form; without a plate (empty) they come on foot. */
  prepared?: Readonly<{
    documentKind: DocumentKind
    document: string
    plate: string
    host: string
    hostUnit: string
    purpose: string
  }>
}

/** An openid of the platform's length that says what it is. */
export const demoOpenid = (id: string): string => `oDemo_${id}`.padEnd(28, '_')

/** Blocks of one range: visitors, guards, and the directory from 1990000 0001 on. */
export const demoMobile = (block: 'visitor' | 'guard' | 'staff', number: number): string =>
  `199${String({ staff: 0, guard: 980_000, visitor: 990_000 }[block] + number).padStart(8, '0')}`

const UNISSUED_COUNTY = '459999'

/** The mainland ID of somebody born on this day (YYYYMMDD), the so-many-th there. */
function demoDocument(born: string, number: string): string {
  const first17 = UNISSUED_COUNTY + born + number
  return first17 + mainlandCheckCharacter(first17)
}

const member = (each: Omit<CastMember, 'openid'>): CastMember => ({ ...each, openid: demoOpenid(each.id) })

export const cast: readonly CastMember[] = [
  member({
    id: 'visitor-lin',
    name: '林晓雨',
    roleLabel: '访客',
    mobile: demoMobile('visitor', 1),
    hint: '预约去看覃海燕老师，开车来；点“填入资料”替她填好',
    prepared: {
      documentKind: 'mainlandId',
      document: demoDocument('19950618', '002'),
      plate: '桂CD12345',
      host: '覃海燕',
      hostUnit: '计算机学院',
      purpose: '因公来访',
    },
  }),
  member({
    id: 'visitor-zhou',
    name: '周子涵',
    roleLabel: '访客',
    mobile: demoMobile('visitor', 2),
    hint: '步行来访；可以自己填，也可以点“填入资料”',
    prepared: {
      documentKind: 'mainlandId',
      document: demoDocument('20010312', '013'),
      plate: '',
      host: '覃海燕',
      hostUnit: '计算机学院',
      purpose: '因公来访',
    },
  }),
  member({
    id: 'approver-wei',
    name: '韦建国',
    roleLabel: '审批人',
    mobile: demoMobile('staff', 1),
    hint: '审批计算机学院的预约',
    unitId: 'computing',
    approverOf: ['computing'],
  }),
  member({
    id: 'approver-mo',
    name: '莫丽华',
    roleLabel: '审批人',
    mobile: demoMobile('staff', 2),
    hint: '也审批计算机学院；两人同时办理，只有一人的决定算数',
    unitId: 'computing',
    approverOf: ['computing'],
  }),
  member({
    id: 'approver-lu',
    name: '陆文彬',
    roleLabel: '审批人',
    mobile: demoMobile('staff', 3),
    hint: '审批文学院的预约，看不到别的单位',
    unitId: 'literature',
    approverOf: ['literature'],
  }),
  member({
    id: 'host-qin',
    name: '覃海燕',
    roleLabel: '教职工',
    mobile: demoMobile('staff', 4),
    hint: '计算机学院教师，被访人；可搜“覃海”、qinhai 或 qhy',
    unitId: 'computing',
  }),
  member({
    id: 'staff-nong',
    name: '农嘉怡',
    roleLabel: '教职工',
    mobile: demoMobile('staff', 5),
    hint: '文学院教师，还没有绑定：在“我的”里用手机号绑定，再申请审批账号',
    unitId: 'literature',
    unbound: true,
  }),
  member({
    id: 'guard-yucai',
    name: '黄大勇',
    roleLabel: '门岗',
    mobile: demoMobile('guard', 1),
    hint: '守育才西门：因私车辆可进可出',
    gateIds: ['yucai-west'],
  }),
  member({
    id: 'guard-yanshan',
    name: '蒙志强',
    roleLabel: '门岗',
    mobile: demoMobile('guard', 2),
    hint: '守雁山西门：因私车辆仅可进入',
    gateIds: ['yanshan-west'],
  }),
  member({
    id: 'desk-yucai',
    name: '罗志远',
    roleLabel: '110指挥中心',
    mobile: demoMobile('guard', 11),
    hint: '育才校区指挥中心：校内车辆与异常处理',
    campusIds: ['yucai'],
  }),
  member({
    id: 'desk-yanshan',
    name: '甘雪梅',
    roleLabel: '110指挥中心',
    mobile: demoMobile('guard', 12),
    hint: '雁山校区指挥中心：校内车辆与异常处理',
    campusIds: ['yanshan'],
  }),
  member({
    id: 'office-qin',
    name: '秦立新',
    roleLabel: '保卫处',
    mobile: demoMobile('staff', 6),
    hint: '审批账号、黑名单；列入黑名单须由另一位同事确认',
    unitId: 'security',
    office: true,
  }),
  member({
    id: 'office-tang',
    name: '唐玉兰',
    roleLabel: '保卫处',
    mobile: demoMobile('staff', 7),
    hint: '另一位保卫处同事：确认或驳回秦立新提出的',
    unitId: 'security',
    office: true,
  }),
]
