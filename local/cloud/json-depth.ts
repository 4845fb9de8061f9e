/** How deep lists and objects of a request may lie in each other. A stored document goes to 100. */
export const MAX_JSON_DEPTH = 200

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125]

/**
 * Whether a JSON text is nested deeper than what reads it can bear: all that walks through values here calls itself
 * once a level. Counts before anything is parsed.
 */
export function isTooDeep(json: string): boolean {
  let depth = 0
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index)
    if (code === QUOTE) index = endOfText(json, index)
    else if (code === OPEN_LIST || code === OPEN_OBJECT) depth++
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth--
    if (depth > MAX_JSON_DEPTH) return true
  }
  return false
}

/** The place of the quotation mark that ends a text. */
function endOfText(json: string, start: number): number {
  for (let index = start + 1; index < json.length; index++) {
    const code = json.charCodeAt(index)
    if (code === BACKSLASH) index++
    else if (code === QUOTE) return index
  }
  return json.length
}
