/** What a phone gives and miniprogram-simulate doesn't: App, Page, the page stack and newer parts of wx. */
require('miniprogram-simulate') // makes global.wx
const files = require('miniprogram-simulate/src/utils')

/** The simulator knows components by path only; npm's stand in miniprogram_npm. */
const readJson = files.readJson
files.readJson = (file) => {
  const settings = readJson(file)
  for (const [tag, target] of Object.entries(settings?.usingComponents ?? {})) {
    if (/^[@a-z]/i.test(target)) settings.usingComponents[tag] = `/miniprogram_npm/${target}`
  }
  return settings
}

const application = { globalData: {} }
global.getApp = () => application
global.App = (definition) => Object.assign(application, definition)
global.getCurrentPages = () => [{}, {}]

/**
 * A page as a component: functions become methods, everything else keeps its place. Tests call
 * `page.instance.onLoad(query)` and its like by hand.
 */
global.Page = ({ data, behaviors, options, ...rest }) => {
  const methods = {}
  const fields = {}
  for (const [key, value] of Object.entries(rest))
    (typeof value === 'function' ? methods : fields)[key] = value
  global.Component({
    data,
    behaviors,
    options,
    methods,
    lifetimes: {
      created() {
        Object.assign(this, fields)
      },
    },
  })
}

const phone = {
  getWindowInfo: () => ({
    windowWidth: 375,
    windowHeight: 667,
    screenWidth: 375,
    screenHeight: 667,
    pixelRatio: 2,
    statusBarHeight: 20,
    safeArea: { top: 20, bottom: 667, left: 0, right: 375, width: 375, height: 647 },
  }),
  getAppBaseInfo: () => ({ SDKVersion: '3.8.0', language: 'zh_CN', theme: 'light' }),
  getDeviceInfo: () => ({ platform: 'devtools', system: 'iOS 17.0', brand: 'devtools', model: 'phone' }),
  getMenuButtonBoundingClientRect: () => ({
    top: 24,
    bottom: 56,
    left: 281,
    right: 368,
    width: 87,
    height: 32,
  }),
}
for (const [name, answer] of Object.entries(phone)) global.wx[name] ??= answer
