import * as z from 'zod'
import { fault, gateApi, SIGNATURE_HEADERS, type Endpoint } from './device-api'
import { COMPAT_WORDS, DESCRIPTION, SIGNING_EXAMPLE } from './openapi-words'

/** OpenAPI 3.1 of the gate API, made from the contract: the one place where it is written down. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: {
      ...{ title: '校园访客 · Gate API', version: '1.0.0', description: DESCRIPTION },
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: '保卫处' },
    },
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    servers: [{ url: '.', description: 'Where HTTP access mounts the function' }],
    paths: {
      ...Object.fromEntries(
        Object.entries(gateApi).map(([name, endpoint]) => [endpoint.path, pathItem(name, endpoint)]),
      ),
      ...compatPaths(),
    },
    components: {
      securitySchemes: Object.fromEntries(
        Object.values(SIGNATURE_HEADERS).map((name) => [name, { type: 'apiKey', in: 'header', name }]),
      ),
      schemas: { GateApiError: schemaOf(fault, 'output') },
    },
    security: [Object.fromEntries(Object.values(SIGNATURE_HEADERS).map((name) => [name, []]))],
    'x-signing-example': SIGNING_EXAMPLE,
  }
}

const TAGS: Readonly<Record<Endpoint['tag'], string>> = {
  decisions: 'May somebody pass',
  lists: 'What a device holds for times without a network',
  device: 'The device itself',
  unsigned: 'For hardware whose requests are what they are',
}

function pathItem(operationId: string, { method, tag, summary, description, input, output }: Endpoint) {
  const schema = schemaOf(input, 'input')
  const request =
    method === 'POST'
      ? { requestBody: { required: true, content: { 'application/json': { schema } } } }
      : { parameters: parametersOf(schema) }
  const operation = {
    ...{ operationId, summary, description, tags: [tag] },
    ...request,
    responses: answeredWith({ 'application/json': { schema: withServerTime(schemaOf(output, 'output')) } }),
  }
  return { [method.toLowerCase()]: operation }
}

function answeredWith(content: object) {
  const refusal = { 'application/json': { schema: { $ref: '#/components/schemas/GateApiError' } } }
  return {
    '200': { description: 'Answered', content },
    '4XX': { description: 'Not decided, the call is at fault: stay shut', content: refusal },
    '5XX': {
      description: 'Not decided: decide alone, or try again with the same event id',
      content: refusal,
    },
  }
}

/** Hardware that can't sign (cloudfunctions/gate/compat.ts). */
function compatPaths() {
  const text = { 'text/plain': { schema: { type: 'string', examples: ['code=0000'] } } }
  const info = { type: 'string', enum: ['ok', 'no'] }
  const opened = objectOf({ Response_AlarmInfoPlate: objectOf({ info }) })
  const scan = { type: 'string', examples: ['vgdecoderesult=CV2:…&&devicenumber=0001'] }
  const result = { license: { type: 'string' }, confidence: { type: 'number' } }
  const alarm = objectOf({
    AlarmInfoPlate: objectOf({ result: objectOf({ PlateResult: objectOf(result, ['license']) }) }),
  })
  const operation = (kind: keyof typeof COMPAT_WORDS, summary: string, content: object, answer: object) => ({
    post: {
      ...{ operationId: kind, summary, description: COMPAT_WORDS[kind], tags: ['unsigned'], security: [] },
      parameters: [{ name: 'token', in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: { required: true, content },
      responses: answeredWith(answer),
    },
  })
  return {
    '/compat/qr/{token}': operation(
      'qr',
      'A QR head posts what it read',
      { 'text/plain': { schema: scan } },
      text,
    ),
    '/compat/plate/{token}': operation(
      'plate',
      'A plate camera posts what it read',
      { 'application/json': { schema: alarm } },
      { 'application/json': { schema: opened } },
    ),
  }
}

const objectOf = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  ...{ type: 'object', properties, required },
})

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
