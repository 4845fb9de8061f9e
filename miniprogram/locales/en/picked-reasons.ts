/** Reasons that approvers pick, as they stand on a booking, each as a guest reads it. */
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
}

/** A reason with its picked parts in English; what was typed stays as it is. */
export const reasonWords = (reason: string): string =>
  reason
    .split('；')
    .map((part) => PICKED_REASONS[part] ?? part)
    .join('; ')
