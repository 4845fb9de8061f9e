import http from 'node:http'
import { writeReply } from '../../local/cloud/openapi/envelope'
import type { DatabaseRequest } from './wire-watch'

/**
 * What lies between the SDK and WeChat's server API: hands everything on, until told to fail. Only calls of the
 * server API fail (they alone travel as forms); the database stays within reach.
 */
export type Fault = 'none' | 'connectionLost' | 'badGateway' | 'systemBusy' | 'wrongData'

export interface FaultyNetwork {
  url: string
  fault: Fault
  /** How many calls of the server API were let through or failed so far. */
  calls: number
  /** Told of every database request before it is handed on; null: nobody looks. */
  watch: ((request: DatabaseRequest) => void) | null
  close(): Promise<void>
}

/** `target`: address of the cloud; requests keep their path. */
export async function openFaultyNetwork(target: string): Promise<FaultyNetwork> {
  const server = http.createServer((request, response) => {
    const isServerApi = String(request.headers['content-type']).startsWith('multipart/form-data')
    if (isServerApi) network.calls++
    if (isServerApi && network.fault !== 'none') fail(network.fault, request, response)
    else handOn(target, request, response)
    if (!isServerApi && network.watch !== null) look(request, network.watch)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const network: FaultyNetwork = {
    url: `http://127.0.0.1:${port}`,
    fault: 'none',
    calls: 0,
    watch: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return network
}

function fail(fault: Fault, request: http.IncomingMessage, response: http.ServerResponse): void {
  if (fault === 'connectionLost') {
    request.socket.destroy()
    return
  }
  request.resume()
  if (fault === 'badGateway') {
    response.writeHead(502).end('Bad Gateway')
    return
  }
  const json =
    fault === 'systemBusy'
      ? { errcode: -1, errmsg: 'system error' }
      : { errcode: 47003, errmsg: 'argument invalid!' }
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(writeReply({ json }))
}

function look(request: http.IncomingMessage, watch: (request: DatabaseRequest) => void): void {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as DatabaseRequest
    if (body.action.startsWith('database.')) watch(body)
  })
}

function handOn(target: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const onward = http.request(
    new URL(request.url ?? '/', target),
    { method: request.method, headers: { ...request.headers, host: new URL(target).host } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    },
  )
  onward.on('error', () => response.destroy())
  request.pipe(onward)
}
