import { builtinTags } from '../../compiler/builtin-tags'
import { createAnimation } from '../animation'
import { pageFrame, pageScroller } from '../page-frame'
import { topPage } from '../page-stack'
import { hasLargeType } from '../phone'
import { SelectorQuery } from '../selector-query'
import { FONT_SIZE_LARGEST_PX, FONT_SIZE_STANDARD_PX, TEXT_ZOOM_LARGE } from '../text-size'
import { api } from './api'

const STATUS_BAR_PX = 28
const NAVIGATION_BAR_PX = 44
const SAFE_AREA_BOTTOM_PX = 20
const CAPSULE = { width: 87, height: 32, right: 7 }

function windowInfo() {
  const { innerWidth: width, innerHeight: height } = window
  const top = STATUS_BAR_PX + NAVIGATION_BAR_PX
  const windowHeight = pageFrame() ? pageScroller().clientHeight : height - top
  return {
    pixelRatio: Math.max(2, Math.round(devicePixelRatio)),
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight,
    statusBarHeight: STATUS_BAR_PX,
    screenTop: height - windowHeight,
    safeArea: {
      left: 0,
      right: width,
      top: STATUS_BAR_PX,
      bottom: height - SAFE_AREA_BOTTOM_PX,
      width,
      height: height - STATUS_BAR_PX - SAFE_AREA_BOTTOM_PX,
    },
  }
}

/** Chinese, unless the address of the phone asks for another: /phone/1?language=en. */
const phoneLanguage = (): string => new URLSearchParams(location.search).get('language') ?? 'zh_CN'

function appBaseInfo() {
  return {
    SDKVersion: '3.8.0',
    version: '8.0.56',
    language: phoneLanguage(),
    theme: 'light',
    enableDebug: false,
    host: { env: 'WeChat' },
    fontSizeSetting: hasLargeType() ? FONT_SIZE_LARGEST_PX : FONT_SIZE_STANDARD_PX,
    fontSizeScaleFactor: hasLargeType() ? TEXT_ZOOM_LARGE : 1,
  }
}

const deviceInfo = () => ({
  brand: 'preview',
  model: 'preview',
  system: 'iOS 17.0',
  platform: 'ios',
  benchmarkLevel: 40,
  abi: '',
  cpuType: '',
  memorySize: '4096',
})
const systemSetting = () => ({
  bluetoothEnabled: true,
  locationEnabled: true,
  wifiEnabled: true,
  deviceOrientation: 'portrait',
})
const systemInfo = () => ({ ...windowInfo(), ...appBaseInfo(), ...deviceInfo(), ...systemSetting() })

/** Whether the preview has what `canIUse` asks for: "api", "component" or "component.attribute". */
export function canIUse(offered: Record<string, unknown>, name: string): boolean {
  const [first = '', second] = name.split('.')
  if (first === 'cloud' && second) return second in (offered.cloud as object)
  return first in offered || (builtinTags as readonly string[]).includes(first)
}

/** What the program can learn about window, phone and client. */
export const system = {
  getWindowInfo: windowInfo,
  getAppBaseInfo: appBaseInfo,
  getDeviceInfo: deviceInfo,
  getSystemSetting: systemSetting,
  getSystemInfoSync: systemInfo,
  getSystemInfo: api('getSystemInfo', systemInfo),
  getSystemInfoAsync: api('getSystemInfoAsync', systemInfo),
  getMenuButtonBoundingClientRect: () => {
    const top = STATUS_BAR_PX + (NAVIGATION_BAR_PX - CAPSULE.height) / 2
    const right = innerWidth - CAPSULE.right
    return {
      width: CAPSULE.width,
      height: CAPSULE.height,
      top,
      bottom: top + CAPSULE.height,
      left: right - CAPSULE.width,
      right,
    }
  },
  nextTick: (run: () => void) => void Promise.resolve().then(run),
  createSelectorQuery: () => new SelectorQuery(topPage().caller),
  createIntersectionObserver: (component: any, options?: unknown) =>
    component.createIntersectionObserver(options),
  createAnimation,
  onThemeChange: () => {},
  offThemeChange: () => {},
  onMenuButtonBoundingClientRectWeightChange: () => {},
  offMenuButtonBoundingClientRectWeightChange: () => {},
  onWindowResize: () => {},
  offWindowResize: () => {},
  onKeyboardHeightChange: () => {},
  offKeyboardHeightChange: () => {},
  createOffscreenCanvas: ({ width = 300, height = 150 } = {}) => new OffscreenCanvas(width, height),
  getPerformance: () => performance,
  reportEvent: () => {},
  getLogManager: () => console,
  getRealtimeLogManager: () => ({ ...console, setFilterMsg() {}, addFilterMsg() {} }),
}
