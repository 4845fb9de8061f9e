let asking = false

/**
 * A question in the platform's dialog. One stands at a time: a button that is tapped twice asks once, and what can't be
 * asked is answered no.
 */
export async function ask(
  question: WechatMiniprogram.ShowModalOption,
): Promise<Pick<WechatMiniprogram.ShowModalSuccessCallbackResult, 'confirm'> & { content?: string }> {
  if (asking) return { confirm: false }
  asking = true
  try {
    return await wx.showModal(question)
  } catch (failure) {
    console.warn('wx.showModal', failure)
    return { confirm: false }
  } finally {
    asking = false
  }
}
