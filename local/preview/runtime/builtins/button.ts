import { phoneCode } from '../wx/account'
import { requirePrivacy } from '../wx/privacy'
import { openSettings } from '../wx/settings'
import { shareFrom } from '../share'
import { showMessage } from '../overlay'
import { chooseAvatar } from '../wx/media'
import { defineBuiltin, type BuiltinElement } from './definition'
import { submitForm, resetForm } from './form'

export function defineButton(): void {
  defineBuiltin(
    'button',
    {
      type: { type: String, value: 'default' },
      size: { type: String, value: 'default' },
      plain: Boolean,
      disabled: Boolean,
      loading: Boolean,
      formType: String,
      openType: String,
      hoverClass: { type: String, value: 'button-hover' },
      lang: String,
      sessionFrom: String,
      sendMessageTitle: String,
      sendMessagePath: String,
      sendMessageImg: String,
      showMessageCard: Boolean,
      appParameter: String,
      businessId: String,
      phoneNumberNoQuotaToast: Boolean,
      activityType: null,
      entrancePath: String,
      needShowEntrance: null,
    },
    setUpButton,
  )
}

function setUpButton(element: BuiltinElement): void {
  const { host, read } = element
  element.watch(['type', 'size', 'plain', 'disabled', 'loading'], () => {
    for (const name of ['type', 'size']) host.setAttribute(name, read(name) || 'default')
    for (const name of ['plain', 'disabled', 'loading']) host.toggleAttribute(name, Boolean(read(name)))
    host.setAttribute('role', 'button')
    host.setAttribute('aria-disabled', String(Boolean(read('disabled'))))
  })
  host.addEventListener('click', () => {
    if (read('disabled')) return
    if (read('formType') === 'submit') submitForm(host)
    if (read('formType') === 'reset') resetForm(host)
    void openTypes[read<string>('openType')]?.(element)
  })
}

/** What `open-type` does beside the tap. */
const openTypes: Record<string, (element: BuiltinElement) => unknown> = {
  share: ({ node }) => shareFrom('button', node),
  contact: () => showMessage('客服会话', '真机上会打开与客服的对话。'),
  feedback: () => showMessage('意见反馈', '真机上会打开微信的反馈页。'),
  openSetting: async ({ fire }) =>
    fire('opensetting', { errMsg: 'openSetting:ok', ...(await openSettings()) }),
  async getPhoneNumber({ fire }) {
    try {
      await requirePrivacy('getPhoneNumber')
      fire('getphonenumber', { errMsg: 'getPhoneNumber:ok', code: await phoneCode() })
    } catch (refusal) {
      fire('getphonenumber', { errMsg: `getPhoneNumber:fail ${(refusal as Error).message}` })
    }
  },
  async chooseAvatar({ fire }) {
    fire('chooseavatar', { avatarUrl: await chooseAvatar() })
  },
  async agreePrivacyAuthorization({ fire }) {
    fire('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
  },
}
