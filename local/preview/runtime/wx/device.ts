import { element } from '../dom'
import { ask } from '../overlay'
import { api, ApiFailure } from './api'

/** What a screen has that nobody has set. Only below it is anything dimmed: a browser can't shine brighter. */
const USUAL_BRIGHTNESS = 0.6

let brightness = USUAL_BRIGHTNESS
let awake = false
let clipboard = ''

function vibrate(ms: number): void {
  navigator.vibrate?.(ms)
  document.body.animate(
    [{ transform: 'translateX(-2px)' }, { transform: 'translateX(2px)' }, { transform: 'none' }],
    { duration: Math.min(ms, 300) / 2, iterations: 2 },
  )
}

function setBrightness(value: number): void {
  if (!(value >= 0 && value <= 1)) throw new ApiFailure('value should be between 0 and 1')
  brightness = value
  document.documentElement.style.setProperty('--dimmed', String(Math.max(0, USUAL_BRIGHTNESS - value) * 0.75))
  document.documentElement.toggleAttribute('data-brightness-set', true)
}

function randomBytes(length: number): ArrayBuffer {
  if (!(length >= 1 && length <= 1048576)) throw new ApiFailure('invalid length')
  const bytes = new Uint8Array(length)
  // The browser fills at most 65,536 bytes at once.
  for (let start = 0; start < length; start += 65536)
    crypto.getRandomValues(bytes.subarray(start, start + 65536))
  return bytes.buffer
}

/** The phone's own abilities: clipboard, calls, vibration, brightness, random numbers. */
export const device = {
  setClipboardData: api('setClipboardData', async ({ data }) => {
    clipboard = String(data)
    await navigator.clipboard?.writeText(clipboard).catch(() => {})
  }),
  getClipboardData: api('getClipboardData', async () => ({ data: clipboard })),
  makePhoneCall: api('makePhoneCall', async ({ phoneNumber }) => {
    if (!phoneNumber) throw new ApiFailure('parameter error: parameter.phoneNumber should be String')
    const answer = await ask(
      'call',
      [element('h2', {}, '呼叫'), element('p', { class: 'wx-number' }, phoneNumber)],
      ['取消', '呼叫'],
    )
    if (answer !== 1) throw new ApiFailure('cancel')
  }),
  vibrateShort: api('vibrateShort', () => vibrate(15)),
  vibrateLong: api('vibrateLong', () => vibrate(400)),
  setScreenBrightness: api('setScreenBrightness', ({ value }) => setBrightness(value)),
  getScreenBrightness: api('getScreenBrightness', () => ({ value: brightness })),
  setKeepScreenOn: api('setKeepScreenOn', ({ keepScreenOn }) => {
    awake = Boolean(keepScreenOn)
    document.documentElement.toggleAttribute('data-awake', awake)
  }),
  getRandomValues: api('getRandomValues', ({ length }) => ({ randomValues: randomBytes(length) })),
  arrayBufferToBase64: (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))),
  base64ToArrayBuffer: (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer,
  getBatteryInfoSync: () => ({ level: 80, isCharging: false }),
}
