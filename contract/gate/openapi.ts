import * as z from 'zod'
import { GATE_REASONS } from '../../miniprogram/domain/gate/reasons'
import { fault, GATE_ERRORS, gateApi, SIGNATURE_HEADERS, type Endpoint } from './device-api'

/** OpenAPI 3.1 of the gate API, made from the contract: the one place where it is written down. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: { title: '校园访客 · Gate API', version: '1.0.0', description: DESCRIPTION },
    servers: [{ url: '.', description: 'Where HTTP access mounts the function' }],
    paths: Object.fromEntries(
      Object.entries(gateApi).map(([name, endpoint]) => [endpoint.path, pathItem(name, endpoint)]),
    ),
    components: {
      securitySchemes: Object.fromEntries(
        Object.values(SIGNATURE_HEADERS).map((name) => [name, { type: 'apiKey', in: 'header', name }]),
      ),
      schemas: { GateApiError: schemaOf(fault, 'output') },
    },
    security: [Object.fromEntries(Object.values(SIGNATURE_HEADERS).map((name) => [name, []]))],
  }
}

const DESCRIPTION = `Every call is signed with the device's key, which the office shows once when it registers the device.

Signature: lower-case hex of HMAC-SHA256, under the 32 bytes of the key, over five lines joined by a line feed: method; path with its query; timestamp in epoch milliseconds; nonce of 16–64 letters, digits, - or _; hex SHA-256 of the body. The path begins at /v1, wherever the function is mounted. The timestamp may be 5 minutes off; every answer carries serverTime. A nonce is used once.

A query is signed as name=value pairs in the order of their names, joined by &, each name and value encoded as RFC 3986 says: letters, digits, -, _, . and ~ as they are, every other byte as % and two capital hex digits. So a colon is %3A and a blank %20, never +, whatever was sent. Each name once. A 401 SIGNATURE tells in details.signedText the five lines that the server signed for your call.

Bodies are UTF-8 JSON without content-encoding, 100 KB at most. What stands in front of the function answers some faults in a form of its own: take any answer but a 200 with a decision for no answer, and decide alone.

An event id belongs to one event: repeat a call whose answer was lost with the same event id, a new timestamp and a new nonce, and it gets the same answer and changes nothing twice.

Reasons: ${GATE_REASONS.join(', ')}. Show the sentence; a reason you don't know is a refusal unless the decision is allow.

Faults: ${Object.entries(GATE_ERRORS)
  .map(([code, [status, meaning]]) => `${code} (${status}): ${meaning}`)
  .join('. ')}.`

function pathItem(operationId: string, { method, summary, input, output }: Endpoint) {
  const schema = schemaOf(input, 'input')
  const request =
    method === 'POST'
      ? { requestBody: { required: true, content: { 'application/json': { schema } } } }
      : { parameters: parametersOf(schema) }
  const operation = {
    operationId,
    summary,
    ...request,
    responses: {
      '200': {
        description: 'Answered',
        content: { 'application/json': { schema: withServerTime(schemaOf(output, 'output')) } },
      },
      default: {
        description: 'Not answered: nothing was decided',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/GateApiError' } } },
      },
    },
  }
  return { [method.toLowerCase()]: operation }
}

interface Schema {
  properties?: Record<string, object | boolean>
  required?: string[]
}

const parametersOf = ({ properties = {}, required = [] }: Schema) =>
  Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }))

const withServerTime = ({ properties, required = [], ...schema }: Schema): Schema => ({
  ...schema,
  properties: { ...properties, serverTime: { type: 'integer', description: 'Epoch milliseconds' } },
  required: [...required, 'serverTime'],
})

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  })
  return schema
}
