import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { extname } from 'node:path'

export type Permission = 'get' | 'put'

/**
 * Addresses that open one file to one verb for some time. The path is hidden in letters that no encoder touches:
 * the SDK encodes the address once more before it downloads. Signatures end with the process.
 */
export class SignedUrls {
  private readonly secret = randomBytes(32)

  make(baseUrl: string, path: string, permission: Permission, seconds: number): string {
    const expires = Math.floor(Date.now() / 1000) + seconds
    const name = Buffer.from(path).toString('base64url')
    const extension = /^\.\w{1,8}$/.exec(extname(path))?.[0] ?? ''
    return `${baseUrl}/files/${name}${extension}?t=${expires}&sign=${this.sign(path, permission, expires)}`
  }

  /** The path an address opens, or undefined if it is forged or its time is over. */
  open(name: string, query: { t?: string; sign?: string }, permission: Permission): string | undefined {
    const path = Buffer.from(name.split('.')[0] ?? '', 'base64url').toString()
    const expires = Number(query.t)
    const wanted = Buffer.from(this.sign(path, permission, expires))
    const given = Buffer.from(String(query.sign))
    const genuine = given.length === wanted.length && timingSafeEqual(given, wanted)
    return genuine && Date.now() / 1000 <= expires ? path : undefined
  }

  private sign(path: string, permission: Permission, expires: number): string {
    return createHmac('sha256', this.secret).update(`${permission}\n${expires}\n${path}`).digest('hex')
  }
}
