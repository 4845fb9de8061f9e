/** A call that failed, with the code and text `wx.cloud.callFunction` would give. */
export class FunctionError extends Error {
  constructor(
    readonly errCode: number,
    /** The code's name on the wire, as the server SDKs see it. */
    readonly code: string,
    detail: string,
    readonly requestId = '',
  ) {
    super(`errCode: ${errCode} ${code.toLowerCase().replaceAll('_', ' ')} | errMsg: ${detail}`)
    this.name = 'FunctionError'
    this.errMsg = `cloud.callFunction:fail Error: ${this.message}`
  }

  readonly errMsg: string
}

export const functionThrew = (stack: string) => new FunctionError(-504002, 'FUNCTIONS_EXECUTE_FAIL', stack)

export const functionTimedOut = (seconds: number) =>
  new FunctionError(
    -504003,
    'FUNCTIONS_TIME_LIMIT_EXCEEDED',
    `Invoking task timed out after ${seconds} seconds`,
  )

export const functionMissing = (name: string) =>
  new FunctionError(-501000, 'FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${name}`)

export const eventTooLarge = () =>
  new FunctionError(-501005, 'EXCEED_MAX_PAYLOAD_SIZE', 'the event is larger than 6 MB')
