import { element } from '../dom'
import { ask } from '../overlay'
import { storagePrefix } from '../phone'
import { api, ApiFailure } from './api'

type Resolve = (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void
type Listener = (resolve: Resolve, event: { referrer: string }) => void

let listener: Listener | null = null

const agreed = () => localStorage.getItem(`${storagePrefix()}privacy`) === 'agree'

async function askPerson(referrer: string): Promise<boolean> {
  if (listener) {
    const own = listener
    return new Promise((done) =>
      own(({ event }) => event !== 'exposureAuthorization' && done(event === 'agree'), { referrer }),
    )
  }
  const content = [
    element('h2', {}, '隐私保护指引'),
    element(
      'p',
      {},
      '小程序开发者将严格按照《校园访客小程序隐私保护指引》处理你的个人信息。点击“同意”，即表示你已阅读并同意。',
    ),
  ]
  return (await ask('privacy', content, ['拒绝', '同意'])) === 1
}

/** Before anything the privacy guide covers: asks once per person and phone, and fails as WeChat does after a refusal. */
export async function requirePrivacy(referrer: string): Promise<void> {
  if (agreed()) return
  if (!(await askPerson(referrer)))
    throw new ApiFailure('privacy permission is not authorized', { errno: 103 })
  localStorage.setItem(`${storagePrefix()}privacy`, 'agree')
}

export const privacy = {
  requirePrivacyAuthorize: api('requirePrivacyAuthorize', () => requirePrivacy('requirePrivacyAuthorize')),
  onNeedPrivacyAuthorization: (own: Listener) => {
    listener = own
  },
  getPrivacySetting: api('getPrivacySetting', () => ({
    needAuthorization: !agreed(),
    privacyContractName: '《校园访客小程序隐私保护指引》',
  })),
  openPrivacyContract: api('openPrivacyContract', () =>
    ask(
      'modal',
      [element('h2', {}, '隐私保护指引'), element('p', {}, '真机上会打开在微信后台填写的隐私保护指引。')],
      ['关闭'],
    ).then(() => {}),
  ),
}
