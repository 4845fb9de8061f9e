import protobuf from 'protobufjs'
import { isTooDeep } from '../json-depth'

/** The messages that carry an openapi call and its answer, as the SDK's own schema has them. */
const { root } = protobuf.parse(
  `syntax = "proto3";
   message KeyValuePair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
   message OpenApiData { repeated KeyValuePair pairs = 1; }
   message CommApiData { int32 apiType = 1; OpenApiData openapiData = 2; string appid = 6; }
   message CommOpenApiResp { bytes respData = 1; string contentType = 2; int32 errorCode = 3; uint32 httpCode = 4; }`,
  { keepCase: true },
)
const Call = root.lookupType('CommApiData')
const Reply = root.lookupType('CommOpenApiResp')

/** What a call answers: JSON with `errcode`, or a picture. */
export type OpenApiReply = { json: Record<string, unknown> } | { bytes: Buffer; contentType: string }

type Pair = { key: string; value: Uint8Array; contenttype: string }

/** The arguments of a call, by their names on the wire (snake case). */
export function readCall(requestData: Buffer): Record<string, unknown> {
  const call = Call.toObject(Call.decode(requestData), { arrays: true }) as {
    openapiData?: { pairs?: Pair[] }
  }
  const pairs = (call.openapiData?.pairs ?? []).map(({ key, value, contenttype }): [string, unknown] => {
    const bytes = Buffer.from(value)
    return [key, contenttype ? bytes : readArgument(bytes.toString('utf8'))]
  })
  return Object.fromEntries(pairs)
}

function readArgument(text: string): unknown {
  if (isTooDeep(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function writeReply(reply: OpenApiReply): Buffer {
  const message =
    'json' in reply
      ? { respData: Buffer.from(JSON.stringify(reply.json)), contentType: 'application/json' }
      : { respData: reply.bytes, contentType: reply.contentType }
  return Buffer.from(Reply.encode(Reply.create(message)).finish())
}
