import { pageOrigin, pageScroller } from './page-frame'
import type { Caller } from './framework'

type Callback = (result: any) => void

interface Question {
  component: Caller
  selector: string | null
  many: boolean
  fields: Record<string, any>
  answer?: Callback
}

/**
 * wx.createSelectorQuery. Written here and not taken from the adapter, which knows neither `node()` nor
 * `computedStyle`, and whose places count from the window instead of the page.
 */
export class SelectorQuery {
  private readonly questions: Question[] = []

  constructor(private component: Caller) {}

  in(component: Caller): this {
    this.component = component
    return this
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, { component: this.component, selector, many: false })
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, { component: this.component, selector, many: true })
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, { component: this.component, selector: null, many: false })
  }

  ask(question: Question): this {
    this.questions.push(question)
    return this
  }

  /** Answers after the updates that are under way have reached the screen. */
  exec(callback?: (results: unknown[]) => void): this {
    requestAnimationFrame(() => {
      const results = this.questions.map(answerOf)
      this.questions.forEach(({ answer }, index) => answer?.(results[index]))
      callback?.(results)
    })
    return this
  }
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly target: Pick<Question, 'component' | 'selector' | 'many'>,
  ) {}

  fields(fields: Record<string, any>, answer?: Callback): SelectorQuery {
    return this.query.ask({ ...this.target, fields, answer })
  }

  boundingClientRect(answer?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, answer)
  }

  scrollOffset(answer?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, answer)
  }

  node(answer?: Callback): SelectorQuery {
    return this.fields({ node: true }, answer)
  }

  context(answer?: Callback): SelectorQuery {
    return this.fields({ context: true }, answer)
  }
}

function answerOf({ component, selector, many, fields }: Question): unknown {
  if (selector === null) return viewportFields(fields)
  const root = component._$.getShadowRoot()
  // `>>>` crosses into components' own trees in WeChat; the DOM is one tree here.
  const nodes: any[] = root ? root.querySelectorAll(selector) : []
  return many ? nodes.map((node) => nodeFields(node, fields)) : nodes[0] ? nodeFields(nodes[0], fields) : null
}

function viewportFields(fields: Record<string, any>): Record<string, unknown> {
  const page = pageScroller()
  const result: Record<string, unknown> = {}
  if (fields.id) result.id = ''
  if (fields.dataset) result.dataset = {}
  if (fields.rect)
    Object.assign(result, { left: 0, top: 0, right: page.clientWidth, bottom: page.clientHeight })
  if (fields.size) Object.assign(result, { width: page.clientWidth, height: page.clientHeight })
  if (fields.scrollOffset) Object.assign(result, scrollOf(page))
  return result
}

function nodeFields(node: any, fields: Record<string, any>): Record<string, unknown> {
  const host: HTMLElement | null = node.$$ ?? null
  const result: Record<string, unknown> = {}
  if (fields.id) result.id = node.id
  if (fields.dataset) result.dataset = node.dataset ?? {}
  if (fields.mark) result.mark = node.collectMarks()
  for (const name of fields.properties ?? []) result[name] = node.data?.[name]
  if (!host) return result
  const rect = host.getBoundingClientRect()
  const { top } = pageOrigin()
  if (fields.rect) {
    Object.assign(result, {
      left: rect.left,
      right: rect.right,
      top: rect.top - top,
      bottom: rect.bottom - top,
    })
  }
  if (fields.size) Object.assign(result, { width: rect.width, height: rect.height })
  if (fields.scrollOffset) Object.assign(result, scrollOf(host))
  const computed = fields.computedStyle && getComputedStyle(host)
  for (const name of fields.computedStyle ?? []) result[name] = computed[name]
  if (fields.node) result.node = host.querySelector('canvas') ?? host
  if (fields.context) result.context = (host as any).wxContext ?? null
  return result
}

function scrollOf(box: HTMLElement): Record<string, number> {
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = box
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}
