import { readCall, writeReply, type OpenApiReply } from './envelope'
import { refusal } from './subscribe-message'

/** An openapi operation: arguments by their names on the wire, to its reply. */
export type Operation = (args: never) => OpenApiReply | Promise<OpenApiReply>

/** Answers openapi calls by name. One that isn't there is told so, with WeChat's code for an unknown address. */
export function openApiEndpoint(operations: Record<string, Operation>, log: (line: string) => void) {
  return async (apiName: string, requestData: Buffer): Promise<Buffer> => {
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
