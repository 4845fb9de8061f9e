/** Where a request came from: the address to build URLs with, and the token of the invocation that sent it. */
export type Origin = { baseUrl: string; invocationToken?: string }

/** An action's answer, to which the request id is added. */
type Answer = Record<string, unknown>

/** Actions of CloudBase's wire protocol by name. They throw errors that carry a `code`. */
export type Actions<Request> = Record<string, (request: Request, origin: Origin) => Answer | Promise<Answer>>
