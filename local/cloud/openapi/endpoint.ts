import { readCall, writeReply, type OpenApiReply } from './envelope'
import { refusal } from './subscribe-message'

/** An openapi operation: arguments by their names on the wire, to its reply. */
type Operation = (args: never) => OpenApiReply | Promise<OpenApiReply>

interface OpenApiOptions {
  operations: Record<string, Operation>
  /** What keeps the invocation with this token from a call, in words; null: nothing. */
  refused: (apiName: string, token: string) => string | null
  log: (line: string) => void
}

/** WeChat's code for a function without the permission. */
const NO_PERMISSION = -604101

/** Answers openapi calls by name. One that isn't there is told so, with WeChat's code for an unknown address. */
export function openApiEndpoint({ operations, refused, log }: OpenApiOptions) {
  return async (apiName: string, requestData: Buffer, token: string): Promise<Buffer> => {
    const reason = refused(apiName, token)
    if (reason !== null) {
      log(`openapi refused: ${reason}`)
      return writeReply(refusal(NO_PERMISSION, 'function has no permission to call this API'))
    }
    const operation = Object.hasOwn(operations, apiName) ? operations[apiName] : undefined
    if (!operation) return writeReply(refusal(40066, `invalid url: ${apiName} is not in the local cloud`))
    try {
      return writeReply(await operation(readCall(requestData) as never))
    } catch (error) {
      log(`${apiName} failed: ${error instanceof Error ? error.stack : String(error)}`)
      return writeReply(refusal(-1, 'system error'))
    }
  }
}
