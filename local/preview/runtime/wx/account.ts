import { phone } from '../phone'
import { api } from './api'
import { post } from './server'

/** The code that getPhoneNumber hands out: the local cloud resolves it to the number of this phone's holder. */
export async function phoneCode(): Promise<string> {
  const { code } = await post<{ code: string }>('/preview/phone-code', {})
  return code
}

export const account = {
  login: api('login', () => ({ code: `preview-${phone.phone.id}-${Date.now().toString(36)}` })),
  checkSession: api('checkSession', () => {}),
  getAccountInfoSync: () => ({
    miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    plugin: {},
  }),
}
