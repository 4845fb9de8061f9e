import type { PreparedEntries } from '../protocol'
import type { PhoneCard } from './phone-card'

/** The form that is opened when none is on the screen. */
const BOOKING = 'pages/booking/form/form'
/** Forms with a visitor's own lines; only the booking asks for a host and a purpose. */
const FORMS = [BOOKING, 'guest/invitation/invitation', 'activities/join/join', 'walk-in/form/form']
const HOST_SEARCH = 'pages/booking/host/host'

const SCENE_LIST = 1001
const LOOK_AGAIN_MS = 60
const PATIENCE_MS = 8000

/**
 * Enters what the phone's holder has prepared, as a person would: by the words on the screen, with taps and typing. What a
 * form doesn't ask for is left out; nothing is sent. Gives up where something doesn't come.
 */
export async function fillIn(card: PhoneCard, entries: PreparedEntries | null): Promise<void> {
  if (entries === null) return
  if (!FORMS.some((form) => route(card).startsWith(form))) {
    card.handle()?.launch({ url: BOOKING, scene: SCENE_LIST })
    await found(card, '提交预约')
  }
  if (route(card).startsWith(BOOKING)) await chooseHost(card, entries)
  write(card, '姓名', entries.name)
  write(card, '证件号码', entries.document)
  write(card, '手机号', entries.phone)
  if (entries.plate !== '') await enterPlate(card, entries.plate)
  const guide = top(card)?.querySelector('privacy-row [role="checkbox"][aria-checked="false"]')
  if (guide) press(guide)
}

async function chooseHost(card: PhoneCard, { host, hostUnit, purpose }: PreparedEntries): Promise<void> {
  const search = button(card, '选择被访人')
  if (search) {
    press(search)
    await until(() => route(card).startsWith(HOST_SEARCH) && input(card))
    const field = input(card)
    if (field) type(field, host)
    const row = await until(() => button(card, `${host}，${hostUnit}`))
    if (row) press(row)
    await until(() => route(card).startsWith(BOOKING) && button(card, '选择被访人'))
  }
  const chosen = withWords(card, '[role="radio"]', purpose)
  if (chosen) press(chosen)
}

async function enterPlate(card: PhoneCard, plate: string): Promise<void> {
  const line = () => button(card, '填写车牌号')
  if (!line()) {
    const driving = top(card)?.querySelector('[role="switch"]')
    if (driving) press(driving)
  }
  const opens = await until(line)
  if (!opens) return
  press(opens)
  const keys = () => top(card)?.querySelector('plate-keyboard')
  for (const character of plate) {
    const key = await until(() => exactly(keys(), character))
    if (key) press(key)
    await pause()
  }
  const done = exactly(keys(), '完成')
  if (done) press(done)
}

const route = (card: PhoneCard): string => card.handle()?.route() ?? ''

/** The page on top. */
const top = (card: PhoneCard): Element | null =>
  card.screen()?.querySelector('.wx-page-frame:not([hidden])') ?? null

const input = (card: PhoneCard, label?: string): HTMLInputElement | null =>
  top(card)?.querySelector<HTMLInputElement>(
    label === undefined ? 'input' : `input[aria-label="${label}"]`,
  ) ?? null

const button = (card: PhoneCard, label: string): Element | null =>
  top(card)?.querySelector(`[aria-label="${label}"]`) ?? null

const withWords = (card: PhoneCard, selector: string, words: string): Element | undefined =>
  [...(top(card)?.querySelectorAll(selector) ?? [])].find((each) => each.textContent?.includes(words))

const exactly = (within: Element | null | undefined, words: string): Element | undefined =>
  [...(within?.querySelectorAll('[role="button"]') ?? [])].find((each) => each.textContent?.trim() === words)

const found = (card: PhoneCard, words: string) =>
  until(() => route(card).startsWith(BOOKING) && top(card)?.textContent?.includes(words))

function write(card: PhoneCard, label: string, text: string): void {
  const field = input(card, label)
  if (field) type(field, text)
}

function type(field: HTMLInputElement, text: string): void {
  field.focus()
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.blur()
}

/** A finger that is put down and lifted again (runtime/touch.ts). */
function press(target: Element): void {
  target.scrollIntoView({ block: 'center' })
  for (const kind of ['mousedown', 'mouseup', 'click'])
    target.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, composed: true }))
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))

async function until<T>(look: () => T): Promise<T | undefined> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    const seen = look()
    if (seen) return seen
    await pause()
  }
  return undefined
}
