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

/** More calls than may wait, or one that waited too long: as production's quota of calls at a time. */
export const functionBusy = (detail: string) =>
  new FunctionError(BUSY_ERR_CODE, 'EXCEED_CONCURRENT_REQUEST_LIMIT', detail)

/** The client hung up while its call waited. */
export const clientGone = () => new FunctionError(-1, 'CLIENT_GONE', 'the client has hung up')

const BUSY_ERR_CODE = -501004

export const isBusy = (error: FunctionError): boolean => error.errCode === BUSY_ERR_CODE

/** Whether a call ended before an instance took it up. */
export const isTurnedAway = (error: FunctionError): boolean => isBusy(error) || error.code === 'CLIENT_GONE'
