import { element as make } from '../dom'
import { defineBuiltin } from './definition'

declare const wx: Record<string, (options: any) => Promise<unknown>>

const methods: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
  exit: 'exitMiniProgram',
}

/** navigator, page-container, and the elements that show other parties' pages. */
export function defineNavigation(): void {
  defineBuiltin(
    'navigator',
    {
      url: String,
      openType: { type: String, value: 'navigate' },
      delta: { type: Number, value: 1 },
      target: String,
      appId: String,
      path: String,
      version: String,
      hoverClass: { type: String, value: 'navigator-hover' },
    },
    ({ host, read, fire }) => {
      host.setAttribute('role', 'link')
      host.addEventListener('click', () => {
        const method = methods[read<string>('openType')]
        if (!method || read('target') === 'miniProgram')
          return console.error('<navigator> to another Mini Program is not provided by the preview')
        wx[method]?.({ url: read('url'), delta: read('delta') }).then(
          (result) => fire('success', result),
          (error) => {
            console.error(error)
            fire('fail', error)
          },
        )
      })
    },
  )
  definePageContainer()
  for (const name of ['map', 'audio', 'web-view', 'open-data']) {
    defineBuiltin(name, { src: String }, ({ host }) => {
      console.error(`<${name}> is not provided by the preview`)
      host.append(make('p', { class: 'wx-not-provided' }, `预览中没有 <${name}>`))
    })
  }
}

function definePageContainer(): void {
  const properties = {
    show: Boolean,
    duration: { type: Number, value: 300 },
    zIndex: { type: Number, value: 100 },
    overlay: { type: Boolean, value: true },
    position: { type: String, value: 'bottom' },
    round: Boolean,
    closeOnSlideDown: Boolean,
    overlayStyle: String,
    customStyle: String,
  }
  defineBuiltin('page-container', properties, ({ host, read, watch, fire, keep, onRelease }) => {
    const shade = make('div', { class: 'wx-page-container-shade', onclick: () => fire('clickoverlay') })
    let shown = false
    const setShown = (show: boolean) => {
      if (show === shown) return
      shown = show
      fire(show ? 'beforeenter' : 'beforeleave')
      fire(show ? 'enter' : 'leave')
      setTimeout(() => fire(show ? 'afterenter' : 'afterleave'), read('duration'))
    }
    watch(['show', 'position', 'round', 'overlay', 'zIndex', 'customStyle', 'overlayStyle'], () => {
      host.style.cssText = read('customStyle') ?? ''
      host.style.zIndex = read('zIndex')
      shade.style.cssText = read('overlayStyle') ?? ''
      shade.style.zIndex = read('zIndex')
      host.dataset.position = read('position')
      host.toggleAttribute('shown', Boolean(read('show')))
      host.toggleAttribute('round', Boolean(read('round')))
      if (read('show') && read('overlay')) host.before(shade)
      else shade.remove()
      setShown(Boolean(read('show')))
    })
    // Going back closes an open container instead of leaving the page, as the phone's back gesture does.
    const back = (event: Event) => {
      if (!shown || !host.isConnected || host.offsetParent === null) return
      event.preventDefault()
      keep('show', false)
    }
    document.addEventListener('preview:back', back)
    onRelease(() => {
      shade.remove()
      document.removeEventListener('preview:back', back)
    })
  })
}
