import { builtinOf, defineBuiltin, nativeControl, type BuiltinElement } from './definition'

/** checkbox, radio, their groups, switch and slider. */
export function defineChoices(): void {
  for (const kind of ['checkbox', 'radio'] as const) {
    defineBuiltin(
      kind,
      { value: String, checked: Boolean, disabled: Boolean, color: { type: String, value: '#09bb07' } },
      (element) => setUpChoice(element, kind),
    )
    defineBuiltin(`${kind}-group`, { name: String }, (element) => {
      element.field = { value: () => chosen(element, kind), reset: () => chooseAgain(element, kind) }
    })
  }
  defineSwitch()
  defineSlider()
}

function setUpChoice({ host, read, watch }: BuiltinElement, kind: 'checkbox' | 'radio'): void {
  host.prepend(document.createElement('i'))
  host.setAttribute('role', kind)
  watch(['checked'], () => mark(host, Boolean(read('checked'))))
  watch(['color', 'disabled'], () => {
    host.style.setProperty('--color', read('color'))
    host.toggleAttribute('disabled', Boolean(read('disabled')))
  })
  host.addEventListener('click', () => {
    if (read('disabled')) return
    const group = host.closest(`wx-${kind}-group`)
    const on = host.hasAttribute('on')
    if (kind === 'radio') {
      if (on) return
      for (const other of group?.querySelectorAll('wx-radio') ?? []) mark(other, other === host)
      mark(host, true)
    } else {
      mark(host, !on)
    }
    const element = builtinOf(group)
    element?.fire('change', { value: chosen(element, kind) })
  })
}

function mark(host: Element, on: boolean): void {
  host.toggleAttribute('on', on)
  host.setAttribute('aria-checked', String(on))
}

function chosen({ host }: BuiltinElement, kind: 'checkbox' | 'radio'): string | string[] {
  const values = [...host.querySelectorAll(`wx-${kind}[on]`)].map(
    (item) => builtinOf(item)?.read<string>('value') ?? '',
  )
  return kind === 'radio' ? (values[0] ?? '') : values
}

function chooseAgain({ host }: BuiltinElement, kind: 'checkbox' | 'radio'): void {
  for (const item of host.querySelectorAll(`wx-${kind}`))
    mark(item, Boolean(builtinOf(item)?.read('checked')))
}

function defineSwitch(): void {
  defineBuiltin(
    'switch',
    {
      checked: Boolean,
      disabled: Boolean,
      type: String,
      color: { type: String, value: '#04be02' },
      name: String,
    },
    (element) => {
      const { host, read } = element
      let on = false
      const set = (next: boolean) => mark(host, (on = next))
      host.setAttribute('role', 'switch')
      element.watch(['checked'], () => set(Boolean(read('checked'))))
      element.watch(['color'], () => host.style.setProperty('--color', read('color')))
      host.addEventListener('click', () => {
        if (read('disabled')) return
        set(!on)
        element.keep('checked', on)
        element.fire('change', { value: on })
      })
      element.field = { value: () => on, reset: () => set(false) }
    },
  )
}

function defineSlider(): void {
  const properties = {
    value: Number,
    min: Number,
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    disabled: Boolean,
    name: String,
    showValue: Boolean,
    activeColor: String,
    backgroundColor: String,
    blockColor: String,
    blockSize: Number,
  }
  defineBuiltin('slider', properties, (element) => {
    const { read } = element
    const control = nativeControl(element, 'input', {
      input: () => element.fire('changing', { value: Number(control.value) }),
      change: () => {
        element.keep('value', Number(control.value))
        element.fire('change', { value: Number(control.value) })
      },
    })
    control.type = 'range'
    element.watch(['value', 'min', 'max', 'step', 'disabled'], () => {
      Object.assign(control, {
        min: read('min'),
        max: read('max'),
        step: read('step') || 1,
        disabled: read('disabled'),
      })
      control.value = String(read('value') ?? 0)
    })
    element.field = { value: () => Number(control.value), reset: () => (control.value = String(read('min'))) }
  })
}
