import { mainlandCheckCharacter, type DocumentKind } from '../../miniprogram/domain/identity-documents'

/**
 * The people a newcomer can be on the stage. Nobody of them exists: the mobile numbers are of right form from one
 * unused block, the ID number has a county code that was never given out.
 */
export interface CastMember {
  id: string
  openid: string
  name: string
  roleLabel: '访客' | '审批人' | '教职工' | '门岗'
  mobile: string
  /** One line that says what this person can do in the demo. */
  hint: string
  /** Staff: the unit they belong to. */
  unitId?: string
  /** Approvers: the units they decide for. */
  approverOf?: readonly string[]
  /** Guards: their gates. */
  gateIds?: readonly string[]
  /** Visitors: what they would type into the form. */
  prepared?: Readonly<{ documentKind: DocumentKind; document: string; plate: string; host: string }>
}

/** An openid of the platform's length that says what it is. */
export const demoOpenid = (id: string): string => `oDemo_${id}`.padEnd(28, '_')

/** Blocks of one range: visitors, guards, and the directory from 1990000 0001 on. */
export const demoMobile = (block: 'visitor' | 'guard' | 'staff', number: number): string =>
  `199${String({ staff: 0, guard: 980_000, visitor: 990_000 }[block] + number).padStart(8, '0')}`

const UNISSUED_COUNTY = '459999'
const first17 = `${UNISSUED_COUNTY}19950618${'002'}`

const member = (each: Omit<CastMember, 'openid'>): CastMember => ({ ...each, openid: demoOpenid(each.id) })

export const cast: readonly CastMember[] = [
  member({
    id: 'visitor-lin',
    name: '林晓雨',
    roleLabel: '访客',
    mobile: demoMobile('visitor', 1),
    hint: '预约去看覃海燕老师，开车来；要填的资料已备好',
    prepared: {
      documentKind: 'mainlandId',
      document: first17 + mainlandCheckCharacter(first17),
      plate: '桂CD12345',
      host: '覃海燕',
    },
  }),
  member({
    id: 'visitor-zhou',
    name: '周子涵',
    roleLabel: '访客',
    mobile: demoMobile('visitor', 2),
    hint: '步行来访；资料自己填，填错也不要紧',
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
]
