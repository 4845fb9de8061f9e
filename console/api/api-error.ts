import { translate } from '../../miniprogram/locales/errors'

/** What `call` throws, the same whether the server refused or nothing came back; `message` is the sentence for people. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(translate(code, details))
    this.name = 'ApiError'
  }
}

/** The sentence for whatever was thrown. A fault of our own code is logged, not hidden. */
export function sentenceOf(thrown: unknown): string {
  if (thrown instanceof ApiError) return thrown.message
  console.error(thrown)
  return new ApiError('INTERNAL', { requestId: '' }).message
}

/** True when it is unknown whether the server acted: the same request may be sent again under the same id. */
export const isUnsettled = (thrown: unknown): boolean =>
  !(thrown instanceof ApiError) || ['NETWORK', 'BUSY', 'INTERNAL'].includes(thrown.code)
