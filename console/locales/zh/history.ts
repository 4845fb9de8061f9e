import type { VisitAction } from '../../../miniprogram/domain/visit/visit'

/** What happened to a booking, as its history says it. */
export const stepWords: Readonly<Record<VisitAction, string>> = {
  submitted: '提交预约',
  revised: '修改后重新提交',
  moved: '随被访人转到新单位',
  extended: '同意变更',
  approved: '审核通过',
  returned: '退回修改',
  revoked: '取消审核',
  cancelled: '取消预约',
  expired: '过期未审批',
  finished: '访问结束',
  reported: '电话报备',
}
