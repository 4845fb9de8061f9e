import { sentenceOf } from '../domain/errors'

/**
 * What `call` throws, the same whether the server refused or the network is gone.
 * Match on `code`, never on the class; `message` is a sentence for people.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}

/** Whatever was thrown, as a refusal that can be shown. A fault of our own code is logged, not hidden. */
export function asRefusal(thrown: unknown): Refusal {
  if (isRefusal(thrown)) return thrown
  console.error(thrown)
  return new Refusal('INTERNAL', sentenceOf('INTERNAL', { requestId: '本机' }))
}

export const networkRefusal = (): Refusal => new Refusal('NETWORK', sentenceOf('NETWORK'))

export const busyRefusal = (): Refusal => new Refusal('BUSY', sentenceOf('BUSY'))

/** True when it is unknown whether the server acted: the same intent may be sent again as it is. */
export const isUnsettled = (refusal: Refusal): boolean =>
  refusal.code === 'NETWORK' || refusal.code === 'BUSY' || refusal.code === 'INTERNAL'

function isRefusal(thrown: unknown): thrown is Refusal {
  const candidate = thrown as Partial<Refusal> | null
  return (
    typeof candidate === 'object' &&
    candidate !== null &&
    typeof candidate.code === 'string' &&
    typeof candidate.message === 'string'
  )
}
