import { requestOf, type HttpRequest } from '../dispatch/http'
import { GateApiError } from './gate-api-error'

const OWN_PATHS = /\/(?:v1\/|compat\/|docs$|openapi\.json$)/

/** What a gate's hardware sent; throws GateApiError when it can't be read. */
export const gateRequest = (event: unknown): HttpRequest =>
  requestOf(event, OWN_PATHS, (code, fields) => new GateApiError(code, fields.length === 0 ? {} : { fields }))
