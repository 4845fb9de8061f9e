import { element } from '../../runtime/dom'

/** Something that lies ready to be put before a reader. */
export const pick = (label: string, press: () => void, note = ''): HTMLElement =>
  element(
    'button',
    { class: 'pick', onclick: press },
    element('b', {}, label),
    note && element('span', {}, note),
  )

export const picks = (...ready: HTMLElement[]): HTMLElement => element('div', { class: 'picks' }, ...ready)

export const hint = (words: string): HTMLElement => element('p', { class: 'reader-hint' }, words)

/** A line to fill in, named by `label`; nothing is read from an empty one. */
export function line(
  { label, placeholder, press }: { label: string; placeholder: string; press: string },
  submit: (text: string) => void,
  ...before: Node[]
): HTMLElement {
  const input = element('input', {
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': label,
    placeholder,
  })
  const button = element('button', { class: 'go' }, press)
  const form = element('form', { class: 'reader-line' }, ...before, input, button)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (input.value.trim() === '') input.focus()
    else submit(input.value.trim())
  })
  return form
}

type Options = readonly (readonly [value: string, label: string])[]

export const select = (label: string, options: Options): HTMLSelectElement =>
  element(
    'select',
    { 'aria-label': label },
    ...options.map(([value, words]) => element('option', { value }, words)),
  )

/** How sure the hardware is of what it read, 0–1. */
export function certainty(): { root: HTMLElement; value(): number } {
  const words = element('output', {}, '98%')
  const input = element('input', { type: 'range', min: 30, max: 100, value: 98 })
  input.addEventListener('input', () => (words.textContent = `${input.value}%`))
  return {
    root: element('label', { class: 'certainty' }, '识别把握', input, words),
    value: () => Number(input.value) / 100,
  }
}

/** One of a few, side by side; the first at the beginning. */
export function choice(options: Options): { root: HTMLElement; value(): string } {
  let chosen = options[0]?.[0] ?? ''
  const buttons = options.map(([value, label]) =>
    element('button', { 'data-value': value, onclick: () => choose(value) }, label),
  )
  const choose = (value: string): void => {
    chosen = value
    for (const each of buttons) each.setAttribute('aria-pressed', String(each.dataset.value === value))
  }
  choose(chosen)
  return { root: element('div', { class: 'choice' }, ...buttons), value: () => chosen }
}
