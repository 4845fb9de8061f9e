import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { CloudManagement } from './cloud-management'

/** What happens to a call: it is answered, never arrives, or happens and its answer is lost. */
export type Fate = 'answered' | 'lost' | 'unanswered'

export interface ListeningManagement {
  port: number
  close(): Promise<void>
}

/** Serves the management API on loopback. @param fateOf the number of a call, from 0 */
export async function listen(
  management: CloudManagement,
  fateOf: (call: number) => Fate = () => 'answered',
): Promise<ListeningManagement> {
  let calls = 0
  const server = http.createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const fate = fateOf(calls++)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (fate === 'lost') return void request.socket.destroy()
      const { method = '', url = '' } = request
      const headers = request.headers as Record<string, string | undefined>
      const signed = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') }
      void management.handle(signed, Math.floor(Date.now() / 1000)).then((Response) => {
        if (fate === 'unanswered') return void request.socket.destroy()
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ Response }))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const MANAGED = /\.tencentcloudapi\.com$/

/**
 * Leads this process's calls of Tencent Cloud's API to loopback, headers unchanged: the official library names its hosts
 * itself, and the signature covers them. Returns what ends it.
 */
export function redirectManagement(port: () => number): () => void {
  const original = https.request
  const redirected = (options: https.RequestOptions, ...rest: unknown[]): http.ClientRequest => {
    if (!MANAGED.test(options.hostname ?? '')) throw new Error(`${options.hostname ?? ''} isn't served here`)
    const { protocol: _, agent: __, ...same } = options
    const here = { ...same, protocol: 'http:', hostname: '127.0.0.1', host: '127.0.0.1', port: port() }
    return http.request(here, ...(rest as [() => void]))
  }
  https.request = redirected as typeof https.request
  return () => {
    https.request = original
  }
}
