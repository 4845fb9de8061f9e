import { expect, it, vi } from 'vitest'
import { holdOpen } from '../../console/shell/use-dialog'

/** As a browser has it: Esc asks, and a second Esc closes whatever the page says to that. */
function browserDialog() {
  const dialog = Object.assign(new EventTarget(), {
    open: true,
    showModal: vi.fn(() => void (dialog.open = true)),
    esc(times = 1): void {
      for (let time = 1; time <= times && dialog.open; time++) {
        const asked = new Event('cancel', { cancelable: true })
        dialog.dispatchEvent(asked)
        if (asked.defaultPrevented && time < 2) continue
        dialog.open = false
        dialog.dispatchEvent(new Event('close'))
      }
    },
  })
  return dialog
}
function opened() {
  const dialog = browserDialog()
  const state = { shown: {} as object | null, held: false, closed: 0 }
  holdOpen(dialog as unknown as HTMLDialogElement, {
    shown: () => state.shown,
    held: () => state.held,
    close: () => void state.closed++,
  })
  return { dialog, state }
}

it('Esc closes what nothing holds', () => {
  const { dialog, state } = opened()
  dialog.esc()
  expect([dialog.open, state.closed]).toEqual([false, 1])
})

it.each([1, 2, 5])(
  'what is being saved, or is shown once, stays, however often Esc is pressed: %d',
  (times) => {
    const { dialog, state } = opened()
    state.held = true
    dialog.esc(times)
    expect([dialog.open, state.closed]).toEqual([true, 0])
    state.held = false
    dialog.esc()
    expect([dialog.open, state.closed]).toEqual([false, 1])
  },
)

it('closed by the page it stays closed, also while something holds it', () => {
  const { dialog, state } = opened()
  Object.assign(state, { held: true, shown: null })
  dialog.open = false
  dialog.dispatchEvent(new Event('close'))
  expect([dialog.open, dialog.showModal.mock.calls.length, state.closed]).toEqual([false, 0, 0])
})

it('a file that isn’t chosen after all cancels nothing but that', () => {
  const { dialog, state } = opened()
  state.held = true
  const asked = new Event('cancel', { cancelable: true })
  Object.defineProperty(asked, 'target', { value: {} })
  dialog.dispatchEvent(asked)
  expect(dialog.open).toBe(true)
})
