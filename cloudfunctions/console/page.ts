import fs from 'node:fs'
import path from 'node:path'
import type { HttpReply } from '../dispatch/http'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** The page's policy stands in the page itself too; that nobody frames it can only be said here. */
const HEADERS = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** `index.html`, or a built asset beside it, whose name holds the hash of its content. */
const FILE = /(?:^|\/)(assets\/[\w-]+\.(?:js|css))$/

/**
 * The console's built page, as files of `folder` beside the function: page and calls come from one address, so that the
 * session's cookie stays with it and a university names one domain (docs/decisions/0039). Null for what isn't asked of the
 * page; `path` begins wherever HTTP access mounts the function.
 */
export function pageReply(folder: string, event: unknown): HttpReply | null {
  const { httpMethod, path: asked } = event as { httpMethod?: unknown; path?: unknown }
  if ((httpMethod !== 'GET' && httpMethod !== 'HEAD') || typeof asked !== 'string' || asked.includes('/v1/'))
    return null
  // Without the slash its relative addresses would lead elsewhere.
  if (asked === '' || asked === MOUNT) return found(301, { location: `.${MOUNT}/` }, '')
  const asset = FILE.exec(asked)?.[1]
  const name = asset ?? nameOf(asked)
  const file = name === null ? null : path.join(folder, name)
  if (file === null || !fs.existsSync(file))
    return found(404, { 'content-type': 'text/plain; charset=utf-8' }, 'There is no such file.')
  return found(
    200,
    {
      'content-type': TYPES[path.extname(file)] ?? 'text/plain; charset=utf-8',
      'cache-control': asset === undefined ? 'no-cache' : 'max-age=31536000, immutable',
    },
    fs.readFileSync(file, 'utf8'),
  )
}

/** The page itself, or the licences of what is in it, which have to be there for whoever is handed its scripts. */
function nameOf(asked: string): string | null {
  if (asked.endsWith('/') || asked.endsWith('/index.html')) return 'index.html'
  return asked.endsWith('/LICENSES.txt') ? 'LICENSES.txt' : null
}

/** Where the page is mounted (scripts/deploy/desired.ts). */
export const MOUNT = '/console'

const found = (statusCode: number, headers: Record<string, string>, body: string): HttpReply => ({
  statusCode,
  headers: { ...HEADERS, ...headers },
  body,
})
