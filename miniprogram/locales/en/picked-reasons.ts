/** Reasons that are picked (staff/locales/picked-reasons.ts), as they stand on a booking, each as a guest reads it. */
const PICKED_REASONS: Readonly<Record<string, string>> = {
  来访事由不清楚: 'The purpose is not clear',
  请写明办什么事: 'Please say what the visit is for',
  被访人未确认: 'The host has not confirmed',
  日期需调整: 'The days need to be changed',
  车牌信息有误: 'The plate number is wrong',
  证件信息有误: 'The document details are wrong',
  来访安排已取消: 'The visit was called off',
  被访人不再接待: 'The host can no longer receive you',
  来访信息与实际不符: 'The booking does not match the visit',
  学校安全管理需要: 'For campus safety',
  冒用他人证件: "Somebody else's document was used",
  活动不再举办: 'The event will not take place',
  活动改期: 'The event has been moved to another day',
  场地有变: 'The venue has changed',
  天气原因: 'Because of the weather',
  合同终止: 'The contract has ended',
  不再需要长期通行: 'The long-term pass is no longer needed',
  违反校园管理规定: 'Campus rules were broken',
  已离岗: 'No longer works here',
  证照已过期: 'A certificate has expired',
  人员信息有误: 'The personal details are wrong',
}

/** A reason with its picked parts in English; what was typed stays as it is. */
export const reasonWords = (reason: string): string =>
  reason
    .split('；')
    .map((part) => PICKED_REASONS[part] ?? part)
    .join('; ')
