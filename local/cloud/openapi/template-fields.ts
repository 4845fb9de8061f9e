/**
 * What WeChat allows in each kind of field of a subscribe message. The kind is the name without its number:
 * `thing1` is a `thing`. Source: developers.weixin.qq.com, subscribeMessage.send, "订阅消息参数值内容限制说明".
 */
const KINDS: Record<string, (value: string) => boolean> = {
  thing: (value) => length(value) <= 20,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value) && value.length <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => length(value) <= 5 && !/[\p{L}\p{N}]/u.test(value),
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) =>
    /^(\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日? ?)?\d{1,2}:\d{2}(:\d{2})?(~.+)?$/.test(value) || isDay(value),
  date: (value) => isDay(value) || /^\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日? \d{1,2}:\d{2}(:\d{2})?$/.test(value),
  amount: (value) => /^[^\d\s]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => length(value) <= 8,
  name: (value) =>
    /^[\p{Script=Han}·]+$/u.test(value) ? length(value) <= 10 : !/\d/.test(value) && length(value) <= 20,
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
}

/** Characters as people count them: a surrogate pair is one. */
const length = (value: string) => [...value].length

const isDay = (value: string) =>
  /^\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?(~\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?)?$/.test(value)

export type MessageData = Record<string, { value?: unknown } | undefined>

/**
 * The first field that WeChat would refuse, in the words of its error 47003; null when all is well. With the
 * template's own fields given, every one of them must be there, and no other.
 */
export function faultIn(message: MessageData, fields?: readonly string[]): string | null {
  for (const field of fields ?? []) if (!message[field]) return `data.${field}.value is empty`
  for (const [field, content] of Object.entries(message)) {
    if (fields && !fields.includes(field)) return `data.${field} is not in the template`
    const value = content?.value
    if (value === undefined || value === null || value === '') return `data.${field}.value is empty`
    if (typeof value !== 'string' && typeof value !== 'number') return `data.${field}.value is not a text`
    const allowed = KINDS[field.replace(/\d+$/, '')]
    if (!allowed) return `data.${field} is not a kind of field`
    if (!allowed(String(value))) return `data.${field}.value invalid`
  }
  return null
}
