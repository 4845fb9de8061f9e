import type { MeterHandle, PhoneHandle } from '../protocol'
import { defineBuiltins } from './builtins'
import { installCallerMethods } from './caller-methods'
import { enter, installDefinitions, leave } from './definitions'
import { watchUncaught } from './errors'
import { launch, restart } from './launch'
import { listenAlone, refresh, showFaults } from './live'
import { define, manifest } from './manifest'
import { openMenu } from './menu'
import { installMeter } from './meter'
import { barActions } from './navigation-bar'
import { navigateBack, pages, refreshTop, reLaunch } from './page-stack'
import { isOffline, loadPhone, phone, setSwitches } from './phone'
import { showCard } from './share'
import { moveFace } from './simulated-face'
import { installTouch } from './touch'
import { handleEvent, observeProperty } from './wxs'
import { installWx } from './wx'

declare global {
  interface Window {
    phone: PhoneHandle
    /** Only on a phone opened with `?measured`. */
    meter?: MeterHandle
    preview: Record<string, unknown>
  }
}

await loadPhone()
watchUncaught()
defineBuiltins()
installDefinitions()
installCallerMethods()
installTouch()
installWx()
const loading = new URLSearchParams(location.search).get('measured')
if (loading !== null) installMeter(loading)

barActions.back = () =>
  document.dispatchEvent(new CustomEvent('preview:back', { cancelable: true })) && navigateBack()
barActions.home = () => void reLaunch(`/${manifest.pages[0]}`)
barActions.menu = () => void openMenu()
barActions.close = () => restart({ url: '', scene: 1001 })

Object.assign(globalThis, { getCurrentPages: () => pages().map(({ caller }) => caller) })
window.preview = { define, launch, enter, leave, handleEvent, observeProperty }
window.phone = {
  launch: restart,
  setOffline: (offline) => setSwitches({ offline }),
  setLargeType: (largeType) => setSwitches({ largeType }),
  receiveCard: showCard,
  moveFace,
  refresh,
  route: () => pages().at(-1)?.url ?? '',
  glance: () => {
    if (!isOffline()) refreshTop()
  },
}
listenAlone()
if (phone.faults.length) showFaults(phone.faults)
loadProgram()

function loadProgram(): void {
  const script = document.createElement('script')
  script.src = `/preview/app.js?build=${phone.build}`
  document.body.append(script)
}
