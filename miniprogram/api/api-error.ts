import { sentenceOf } from '../domain/errors'

/**
 * What `call` throws, the same whether the server refused or the network is gone.
 * Match on `code`, never on the class; `message` is a sentence for people.
 */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}

/** Whatever was thrown, as a refusal that can be shown. A field error of our own code is logged, not hidden. */
export function asApiError(thrown: unknown): ApiError {
  if (isRefusal(thrown)) return thrown
  console.error(thrown)
  return new ApiError('INTERNAL', sentenceOf('INTERNAL', { requestId: '本机' }))
}

export const networkRefusal = (): ApiError => new ApiError('NETWORK', sentenceOf('NETWORK'))

export const busyRefusal = (): ApiError => new ApiError('BUSY', sentenceOf('BUSY'))

/** True when it is unknown whether the server acted: the same idempotency key may be sent again as it is. */
export const isUnsettled = (refusal: ApiError): boolean =>
  refusal.code === 'NETWORK' || refusal.code === 'BUSY' || refusal.code === 'INTERNAL'

function isRefusal(thrown: unknown): thrown is ApiError {
  const candidate = thrown as Partial<ApiError> | null
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.code === 'string' &&
    typeof candidate.message === 'string'
  )
}
