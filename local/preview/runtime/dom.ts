type Child = Node | string | null | undefined | false
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: any) => void)>

/**
 * A DOM element in one expression. Attributes whose value is a function are listeners (`onclick`), `true` sets an
 * empty attribute, and `false`, `null` or `undefined` leaves it away.
 */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.replace(/^on/, ''), value)
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false && value != null) made.setAttribute(name, String(value))
  }
  made.append(...children.filter((child): child is Node | string => child != null && child !== false))
  return made
}
