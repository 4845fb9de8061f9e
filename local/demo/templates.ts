import type { NoticeUse } from '../../miniprogram/domain/notice/parts'

/**
 * The subscribe message templates of the demo account, with the words its messages show beside each field
 * (the shipped `templateFields` of cloudfunctions/stores/settings.ts).
 */
export interface DemoTemplate {
  id: string
  title: string
  labels: Readonly<Record<string, string>>
}

export const demoTemplates: Readonly<Record<NoticeUse, DemoTemplate>> = {
  newBooking: {
    id: 'DemoTemplate_new_booking_to_approvers_00001',
    title: '访客预约待审批提醒',
    labels: { thing1: '访客', thing2: '来访事由', thing3: '来访日期', thing4: '被访人' },
  },
  decision: {
    id: 'DemoTemplate_decision_to_visitor_0000000002',
    title: '访客预约审批结果通知',
    labels: { phrase1: '审批结果', thing2: '被访单位', thing3: '来访日期', thing4: '说明' },
  },
  auditHead: {
    id: 'DemoTemplate_audit_head_to_the_office_00003',
    title: '审计校验码通知',
    labels: { character_string1: '校验码', thing2: '日期', thing3: '说明' },
  },
}
