import { builtinOf, defineBuiltin } from './definition'

const fields = 'wx-input,wx-textarea,wx-switch,wx-slider,wx-picker,wx-radio-group,wx-checkbox-group'

export function defineForm(): void {
  defineBuiltin('form', { reportSubmit: Boolean, reportSubmitTimeout: Number })
}

/** Gathers the fields of the form around a button and fires its `submit`. */
export function submitForm(button: Element): void {
  const form = button.closest('wx-form')
  const value: Record<string, unknown> = {}
  for (const { name, field } of fieldsOf(form)) value[name] = field.value()
  builtinOf(form)?.fire('submit', { value })
}

export function resetForm(button: Element): void {
  const form = button.closest('wx-form')
  for (const { field } of fieldsOf(form)) field.reset()
  builtinOf(form)?.fire('reset')
}

function fieldsOf(form: Element | null) {
  return [...(form?.querySelectorAll(fields) ?? [])].flatMap((host) => {
    const element = builtinOf(host)
    const name = element?.read<string>('name')
    return element?.field && name ? [{ name, field: element.field }] : []
  })
}
