import { element } from '../dom'
import { ask, chooseFrom, openLayer } from '../overlay'
import { fileUrl } from '../temp-files'
import { api, cancelled } from './api'

const icons: Record<string, string> = { success: '✓', error: '×', loading: '' }

let toast: { close(): void } | null = null
let toastTimer = 0

function showToastLayer(
  kind: 'toast' | 'loading',
  title: string,
  icon: string,
  image: string | undefined,
  mask: boolean,
): void {
  hideToastLayer()
  const sign = image
    ? element('img', { src: fileUrl(image), alt: '' })
    : icon === 'none'
      ? null
      : element('b', { class: icon === 'loading' ? 'wx-spinner' : '' }, icons[icon] ?? '')
  const layer = openLayer(
    kind,
    element(
      'div',
      { class: sign ? 'wx-box' : 'wx-box wx-plain', role: 'status' },
      sign,
      element('span', {}, title),
    ),
  )
  layer.root.classList.toggle('wx-mask', mask)
  toast = layer
}

function hideToastLayer(): void {
  clearTimeout(toastTimer)
  toast?.close()
  toast = null
}

/** Toast, loading, modal, action sheet. */
export const interaction = {
  showToast: api('showToast', ({ title, icon = 'success', image, duration = 1500, mask = false }) => {
    showToastLayer('toast', title, icon, image, mask)
    toastTimer = window.setTimeout(hideToastLayer, duration)
  }),
  hideToast: api('hideToast', hideToastLayer),
  showLoading: api('showLoading', ({ title, mask = false }) =>
    showToastLayer('loading', title ?? '', 'loading', undefined, mask),
  ),
  hideLoading: api('hideLoading', hideToastLayer),

  showModal: api('showModal', async (options) => {
    const {
      title = '',
      content = '',
      showCancel = true,
      cancelText = '取消',
      confirmText = '确定',
      editable,
      placeholderText = '',
    } = options
    const input = editable ? element('input', { placeholder: placeholderText, value: content }) : null
    const buttons = showCancel ? [cancelText, confirmText] : [confirmText]
    const colors = showCancel ? [options.cancelColor, options.confirmColor] : [options.confirmColor]
    const head = title ? [element('h2', {}, title)] : []
    const chosen = await ask('modal', [...head, input ?? element('p', {}, content)], buttons, colors)
    const confirm = chosen === buttons.length - 1
    return { confirm, cancel: !confirm, content: editable && confirm ? input?.value : undefined }
  }),
  showActionSheet: api('showActionSheet', async ({ itemList, alertText, itemColor }) => {
    const tapIndex = await chooseFrom(itemList, alertText, itemColor)
    if (tapIndex < 0) throw cancelled()
    return { tapIndex }
  }),
  enableAlertBeforeUnload: api('enableAlertBeforeUnload', () => {}),
  disableAlertBeforeUnload: api('disableAlertBeforeUnload', () => {}),
  hideKeyboard: api('hideKeyboard', () => (document.activeElement as HTMLElement | null)?.blur()),
}
