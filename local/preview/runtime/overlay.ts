import { element } from './dom'

/** Something the phone draws above the program: covers the whole screen, navigation bar included. */
export function openLayer(kind: string, ...content: Node[]): { root: HTMLElement; close(): void } {
  const root = element('div', { class: `wx-layer wx-layer-${kind}` }, ...content)
  document.body.append(root)
  return { root, close: () => root.remove() }
}

/** Asks with buttons; resolves with the index of the pressed one. The last button is the emphasised one. */
export function ask(
  kind: string,
  content: Node[],
  buttons: string[],
  colors: (string | undefined)[] = [],
): Promise<number> {
  return new Promise((resolve) => {
    const row = buttons.map((label, index) => {
      const button = element(
        'button',
        {
          onclick: () => {
            close()
            resolve(index)
          },
        },
        label,
      )
      const color = colors[index]
      if (color) button.style.color = color
      return button
    })
    const { close } = openLayer(
      kind,
      element('div', { class: 'wx-box', role: 'dialog' }, ...content, element('footer', {}, ...row)),
    )
  })
}

/** A plain message of the phone itself. */
export async function showMessage(title: string, text: string): Promise<void> {
  await ask('modal', [element('h2', {}, title), element('p', {}, text)], ['知道了'])
}

/** A list from below; resolves with the index of the choice or -1. */
export function chooseFrom(labels: string[], title?: string, color?: string): Promise<number> {
  return new Promise((resolve) => {
    const finish = (index: number) => {
      layer.close()
      resolve(index)
    }
    const rows = labels.map((label, index) => {
      const row = element('button', { onclick: () => finish(index) }, label)
      if (color) row.style.color = color
      return row
    })
    const layer = openLayer(
      'sheet',
      element(
        'div',
        { class: 'wx-box', role: 'dialog' },
        title ? element('h2', {}, title) : null,
        ...rows,
        element('button', { class: 'wx-cancel', onclick: () => finish(-1) }, '取消'),
      ),
    )
    layer.root.addEventListener('click', (event) => event.target === layer.root && finish(-1))
  })
}
