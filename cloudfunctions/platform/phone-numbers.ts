import { openapi } from './identity'

/**
 * The phone number behind a `getPhoneNumber` code, as WeChat knows it; null when the code is wrong, used or too old
 * (five minutes). The number never comes from the request itself.
 */
export async function phoneNumberOf(code: string): Promise<string | null> {
  try {
    const { phoneInfo } = (await openapi.phonenumber.getPhoneNumber({ code })) as {
      phoneInfo?: { purePhoneNumber?: unknown }
    }
    return typeof phoneInfo?.purePhoneNumber === 'string' ? phoneInfo.purePhoneNumber : null
  } catch (error) {
    const { errCode } = error as { errCode?: unknown }
    if (errCode === 40029 || errCode === 40013) return null
    throw error
  }
}
