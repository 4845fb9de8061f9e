import { ApiError } from '../api/api-error'
import { finishCampusSignIn } from '../api/session'
import { signInWords } from '../locales/zh/shell'

/**
 * Finishes the sign-in from which the campus's provider has just sent this browser back, if it has. What it wrote into the
 * address works once and is taken out of it before anything else. @returns why it didn't come about; empty otherwise
 */
export async function campusReturn(): Promise<string> {
  const { search, pathname, hash } = location
  const written = new URLSearchParams(search)
  if (!written.has('state') || !(written.has('code') || written.has('error'))) return ''
  history.replaceState(null, '', `${pathname}${hash}`)
  try {
    await finishCampusSignIn(search)
    return ''
  } catch (thrown) {
    const unknown = thrown instanceof ApiError && thrown.code === 'NOT_ALLOWED'
    return unknown ? signInWords.campusUnknown : signInWords.campusFailed
  }
}
