import { phone, storagePrefix } from '../phone'
import { api, ApiFailure } from './api'

const KEY_LIMIT_BYTES = 1024 * 1024
const TOTAL_LIMIT_BYTES = 10 * 1024 * 1024

interface Entry {
  plain?: unknown
  /** base64 of initialisation vector and ciphertext. */
  sealed?: string
}

const place = (key: string) => `${storagePrefix()}storage:${key}`

function keys(): string[] {
  const prefix = place('')
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
}

function usedBytes(): number {
  return keys().reduce((sum, key) => sum + bytes(localStorage.getItem(place(key)) ?? ''), 0)
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}

function read(key: string): Entry | null {
  const text = localStorage.getItem(place(key))
  return text === null ? null : (JSON.parse(text) as Entry)
}

function write(key: string, entry: Entry): void {
  const text = JSON.stringify(entry)
  if (bytes(text) > KEY_LIMIT_BYTES) throw new ApiFailure('entry size limit reached')
  const others = usedBytes() - bytes(localStorage.getItem(place(key)) ?? '')
  if (others + bytes(text) > TOTAL_LIMIT_BYTES) throw new ApiFailure('exceed storage max size 10Mb')
  localStorage.setItem(place(key), text)
}

/** The phone's own key for `encrypt: true`, made at first use. */
async function sealingKey(): Promise<CryptoKey> {
  const name = `${phone.dataset}:${phone.phone.id}:sealing-key`
  let text = localStorage.getItem(name)
  if (!text) {
    text = toBase64(crypto.getRandomValues(new Uint8Array(32)))
    localStorage.setItem(name, text)
  }
  return crypto.subtle.importKey('raw', fromBase64(text), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function seal(value: unknown): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify({ value }))
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await sealingKey(), text),
  )
  return toBase64(new Uint8Array([...iv, ...sealed]))
}

async function unseal(text: string): Promise<unknown> {
  const whole = fromBase64(text)
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: whole.slice(0, 12) },
    await sealingKey(),
    whole.slice(12),
  )
  return JSON.parse(new TextDecoder().decode(opened)).value
}

function toBase64(content: Uint8Array): string {
  let text = ''
  for (const byte of content) text += String.fromCharCode(byte)
  return btoa(text)
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}

function storageInfo() {
  return { keys: keys(), currentSize: Math.ceil(usedBytes() / 1024), limitSize: TOTAL_LIMIT_BYTES / 1024 }
}

function clear(): void {
  for (const key of keys()) localStorage.removeItem(place(key))
}

/** Storage of one person on one phone, with WeChat's limits. */
export const storage = {
  setStorageSync: (key: string, value: unknown) => write(key, { plain: value }),
  getStorageSync: (key: string) => read(key)?.plain ?? '',
  removeStorageSync: (key: string) => localStorage.removeItem(place(key)),
  clearStorageSync: clear,
  getStorageInfoSync: storageInfo,

  setStorage: api('setStorage', async ({ key, data, encrypt }) =>
    write(key, encrypt ? { sealed: await seal(data) } : { plain: data }),
  ),
  getStorage: api('getStorage', async ({ key, encrypt }) => {
    const entry = read(key)
    if (!entry) throw new ApiFailure('data not found')
    if (Boolean(entry.sealed) !== Boolean(encrypt))
      throw new ApiFailure(encrypt ? 'data is not encrypted' : 'data is encrypted')
    return { data: entry.sealed ? await unseal(entry.sealed) : entry.plain }
  }),
  removeStorage: api('removeStorage', ({ key }) => localStorage.removeItem(place(key))),
  clearStorage: api('clearStorage', clear),
  getStorageInfo: api('getStorageInfo', storageInfo),
}
