/**
 * The two subscribe message templates of the demo account, with the words its messages show beside each field
 * (the shipped `templateFields` of cloudfunctions/stores/settings.ts).
 */
export interface DemoTemplate {
  id: string
  title: string
  labels: Readonly<Record<string, string>>
}

export const demoTemplates: Readonly<Record<'newBooking' | 'decision', DemoTemplate>> = {
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
}
