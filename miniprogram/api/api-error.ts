import { translate } from '../locales/errors'
import { apiWords } from '../locales/zh/pages/api'

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
  return new ApiError('INTERNAL', { requestId: apiWords.requestId })
}

export const networkRefusal = (): ApiError => new ApiError('NETWORK')

export const busyRefusal = (): ApiError => new ApiError('BUSY')

/** True when it is unknown whether the server acted: the same idempotency key may be sent again as it is. */
export const isUnsettled = (refusal: ApiError): boolean =>
  refusal.code === 'NETWORK' || refusal.code === 'BUSY' || refusal.code === 'INTERNAL'

function isRefusal(thrown: unknown): thrown is Pick<ApiError, 'code' | 'details'> {
  const candidate = thrown as Partial<ApiError> | null
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.code === 'string' &&
    typeof candidate.details === 'object'
  )
}
