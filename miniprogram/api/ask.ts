let asking = false

/**
 * A question in the platform's dialog. One stands at a time: a button that is tapped twice asks once, and what can't be
 * asked is answered no.
 */
export function ask(
  question: WechatMiniprogram.ShowModalOption,
): Promise<Pick<WechatMiniprogram.ShowModalSuccessCallbackResult, 'confirm'> & { content?: string }> {
  if (asking) return Promise.resolve({ confirm: false })
  asking = true
  const answered = <Answer>(answer: Answer): Answer => {
    asking = false
    return answer
  }
  return wx.showModal(question).then(answered, () => answered({ confirm: false }))
}
