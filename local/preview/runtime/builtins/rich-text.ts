/** WeChat's tree for `<rich-text nodes>`. */
interface RichNode {
  type?: 'node' | 'text'
  name?: string
  text?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

/** The elements WeChat lets through; others vanish with all they hold. */
const allowed = new Set(
  (
    'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset ' +
    'font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong ' +
    'sub sup table tbody td tfoot th thead tr tt u ul'
  ).split(' '),
)
const allowedAttributes = new Set([
  'class',
  'style',
  'alt',
  'src',
  'width',
  'height',
  'colspan',
  'rowspan',
  'dir',
  'start',
  'type',
  'align',
  'color',
])

/** DOM nodes for rich text given as HTML or as WeChat's tree. Scripts, handlers and unknown elements never get in. */
export function richTextHtml(nodes: string | RichNode[] | null | undefined): Node[] {
  if (!nodes) return []
  if (typeof nodes !== 'string') return nodes.flatMap(fromTree)
  const parsed = new DOMParser().parseFromString(nodes, 'text/html')
  return [...parsed.body.childNodes].flatMap(fromDom)
}

function fromTree(node: RichNode): Node[] {
  if (node.type === 'text') return [document.createTextNode(node.text ?? '')]
  const name = (node.name ?? '').toLowerCase()
  if (!allowed.has(name)) return []
  return [make(name, Object.entries(node.attrs ?? {}), (node.children ?? []).flatMap(fromTree))]
}

function fromDom(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')]
  if (!(node instanceof Element) || !allowed.has(node.localName)) return []
  const attributes = [...node.attributes].map(({ name, value }): [string, string] => [name, value])
  return [make(node.localName, attributes, [...node.childNodes].flatMap(fromDom))]
}

function make(name: string, attributes: [string, string][], children: Node[]): Node {
  const made = document.createElement(name)
  for (const [attribute, value] of attributes)
    if (allowedAttributes.has(attribute)) made.setAttribute(attribute, value)
  made.append(...children)
  return made
}
