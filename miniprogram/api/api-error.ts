import { passesWithTime } from '../domain/errors'
import { translate } from '../locales/errors'
import { controlWords } from '../locales/controls'

/**
 * What `call` throws, the same whether the server refused or the network is gone.
 * Match on `code`, never on the class; `message` is the sentence in the language of the phone.
 */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(translate(code, details))
  }
}

/** Whatever was thrown, as a refusal that can be shown. A field error of our own code is logged, not hidden. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  if (isRefusal(thrown)) return new ApiError(thrown.code, thrown.details)
  console.error(thrown)
  return new ApiError('INTERNAL', { requestId: controlWords().thisPhone })
}

export const networkRefusal = (): ApiError => new ApiError('NETWORK')

export const busyRefusal = (): ApiError => new ApiError('BUSY')

/** The platform's own codes for a function that ran out of time, memory or turns: it exists, it just didn't manage. */
const OVERLOADED: readonly number[] = [-504002, -504003, -404012, -501003, -501004]
/** Codes of the cloud have six digits and a minus; what never left the phone has others (-1, 600001…). */
const isOfCloud = (code: number): boolean => code <= -100_000 && code > -1_000_000

/**
 * What a failed `wx.cloud` call means: BUSY, the cloud's own word with its code (a wrong environment, a used-up quota, a
 * missing function), or NETWORK when nothing got there.
 */
export function cloudRefusal(failure: unknown): ApiError {
  const { errCode } = (failure ?? {}) as { errCode?: unknown }
  if (typeof errCode !== 'number' || !isOfCloud(errCode)) return networkRefusal()
  return OVERLOADED.indexOf(errCode) >= 0 ? busyRefusal() : new ApiError('CLOUD', { cloudCode: errCode })
}

/** True when it is unknown whether the server acted: the same idempotency key may be sent again as it is. */
export const isUnsettled = (refusal: Pick<ApiError, 'code'>): boolean => UNSETTLED.indexOf(refusal.code) >= 0

/** True when whoever asks may not any more: what this phone kept for the role goes too. */
export const isRoleGone = ({ code }: Pick<ApiError, 'code'>): boolean =>
  code === 'NOT_ALLOWED' || code === 'FROZEN'

/** Why a page or a list couldn't be loaded; `load-failed` makes a picture, advice and a way on of it. */
export interface LoadFailure {
  code: string
  sentence: string
  /** The same question may be answered the next time. Otherwise 重试 would be of no use. */
  again: boolean
}

/** What was thrown while something was being loaded. */
export function failureOf(thrown: unknown): LoadFailure {
  const { code, message } = asApiError(thrown)
  return { code, sentence: message, again: isUnsettled({ code }) || passesWithTime(code) }
}

const UNSETTLED: readonly string[] = ['NETWORK', 'BUSY', 'INTERNAL', 'CLOUD']

function isRefusal(thrown: unknown): thrown is Pick<ApiError, 'code' | 'details'> {
  const candidate = thrown as Partial<ApiError> | null
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.code === 'string' &&
    typeof candidate.details === 'object'
  )
}
