/** Text that an address holds encoded; empty where nothing can be read, as of a link that was cut off. */
export function decoded(text = ''): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
