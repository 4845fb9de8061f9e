const urls = new Map<string, string>()
let counter = 0

/** Keeps a picture, recording or chosen file under a path such as WeChat gives (`wxfile://tmp_…`), until the program ends. */
export function keepTempFile(content: Blob, ending = endingOf(content)): string {
  const path = `wxfile://tmp_${Date.now()}_${(counter += 1)}.${ending}`
  urls.set(path, URL.createObjectURL(content))
  return path
}

const endingOf = ({ type }: Blob): string =>
  type.includes('png') ? 'png' : type.includes('jpeg') ? 'jpg' : 'bin'

/** Keeps a file under a path of its own, in place of what was there, until the program ends. */
export function keepFile(path: string, content: Blob): void {
  URL.revokeObjectURL(urls.get(path) ?? '')
  urls.set(path, URL.createObjectURL(content))
}

/** What the browser can load for a path of the Mini Program: a temporary file, a file of the package, or the address itself. */
export function fileUrl(path: string): string {
  if (!path) return ''
  if (path.startsWith('wxfile://')) return urls.get(path) ?? ''
  if (/^(data|blob|https?):/.test(path) || path.startsWith('/preview/') || path.startsWith('/files/'))
    return path
  return `/preview/files/${path.replace(/^\/+/, '')}`
}

export async function readFile(path: string): Promise<Blob> {
  const url = fileUrl(path)
  const response = url ? await fetch(url) : null
  if (!response?.ok) throw new Error(`file doesn't exist: ${path}`)
  return response.blob()
}
