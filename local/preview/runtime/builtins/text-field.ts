import { defineBuiltin, nativeControl, onWidth, type BuiltinElement } from './definition'

const properties = {
  value: String,
  name: String,
  type: { type: String, value: 'text' },
  password: Boolean,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: { type: String, value: 'input-placeholder' },
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  confirmType: String,
  confirmHold: Boolean,
  alwaysEmbed: Boolean,
  cursor: { type: Number, value: -1 },
  cursorSpacing: Number,
  cursorColor: String,
  selectionStart: Number,
  selectionEnd: Number,
  adjustPosition: Boolean,
  holdKeyboard: Boolean,
  autoHeight: Boolean,
  fixed: Boolean,
  showConfirmBar: Boolean,
  disableDefaultPadding: Boolean,
  safePasswordCertPath: String,
  safePasswordLength: Number,
  safePasswordTimeStamp: Number,
  safePasswordNonce: String,
  safePasswordSalt: String,
  safePasswordCustomHash: String,
  adjustKeyboardTo: String,
}

/** Which keys the phone would show. */
const keyboards: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' }

export function defineTextFields(): void {
  defineBuiltin('input', properties, (element) => setUpField(element, 'input'))
  defineBuiltin('textarea', properties, (element) => setUpField(element, 'textarea'))
}

function setUpField(element: BuiltinElement, tag: 'input' | 'textarea'): void {
  const { read, fire } = element
  const initial = read<string>('value') ?? ''
  const grow = () => {
    if (tag !== 'textarea' || !read('autoHeight') || element.host.clientWidth === 0) return
    element.host.style.height = 'auto'
    control.style.height = 'auto'
    control.style.height = `${control.scrollHeight}px`
  }
  const control = nativeControl(element, tag, {
    input: () => {
      element.keep('value', control.value)
      grow()
      fire('input', { value: control.value, cursor: control.selectionStart ?? 0, keyCode: 0 })
    },
    focus: () => fire('focus', { value: control.value, height: 0 }),
    blur: () => fire('blur', { value: control.value, cursor: control.selectionStart ?? 0 }),
    change: () => fire('change', { value: control.value }),
    keydown: (event: KeyboardEvent) => {
      // An input method confirms its own candidates with Enter.
      if (event.key !== 'Enter' || event.isComposing || tag !== 'input') return
      fire('confirm', { value: control.value })
      if (!read('confirmHold')) control.blur()
    },
  })
  if (tag === 'textarea') onWidth(element.host, grow)
  element.host.addEventListener('click', () => !read('disabled') && control.focus())
  element.field = {
    value: () => control.value,
    reset: () => {
      control.value = initial
      element.keep('value', initial)
      grow()
    },
  }

  element.watch(['value'], () => {
    const value = read<string>('value') ?? ''
    if (control.value !== value) control.value = value
    requestAnimationFrame(grow)
  })
  element.watch(['type', 'password', 'placeholder', 'disabled', 'maxlength'], () => {
    if (control instanceof HTMLInputElement) {
      control.type = read('password') || read('type') === 'safe-password' ? 'password' : 'text'
      control.inputMode = keyboards[read<string>('type')] ?? 'text'
    }
    control.placeholder = read('placeholder') ?? ''
    control.disabled = read('disabled')
    const most = read<number>('maxlength')
    if (most >= 0) control.maxLength = most
    else control.removeAttribute('maxlength')
  })
  element.watch(['placeholderStyle', 'placeholderClass'], () => {
    // Browsers style placeholders by a pseudo-element only: its colour comes through a variable.
    const written = /(?:^|;)\s*color:\s*([^;]+)/.exec(read<string>('placeholderStyle') ?? '')?.[1]
    element.host.style.setProperty('--placeholder', written ?? '')
  })
  element.watch(['ariaLabel'], () => {
    const label = read<string | null>('ariaLabel')
    if (label) control.setAttribute('aria-label', label)
  })
  element.watch(['focus', 'autoFocus'], () => {
    if (read('focus') || read('autoFocus')) setTimeout(() => control.focus())
  })
  element.watch(['cursor', 'selectionStart', 'selectionEnd'], () => {
    if (document.activeElement !== control) return
    const start = read<number>('selectionStart')
    const end = read<number>('selectionEnd')
    const cursor = read<number>('cursor')
    if (start >= 0 && end > start) control.setSelectionRange(start, end)
    else if (cursor >= 0) control.setSelectionRange(cursor, cursor)
  })
}
