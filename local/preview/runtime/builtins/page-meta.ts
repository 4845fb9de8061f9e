import { FONT_SIZE_LARGEST_PX, FONT_SIZE_STANDARD_PX } from '../text-size'
import { pageFrame } from '../page-frame'
import { hasLargeType, onSwitches } from '../phone'
import { refreshBars, topPage } from '../page-stack'
import { defineBuiltin } from './definition'

/** page-meta and navigation-bar: they draw nothing but change the page they stand in. */
export function definePageMeta(): void {
  defineBuiltin(
    'page-meta',
    {
      pageStyle: String,
      bodyStyle: String,
      rootFontSize: String,
      pageFontSize: String,
      backgroundColor: String,
      backgroundTextStyle: String,
      rootBackgroundColor: String,
      scrollTop: String,
      scrollDuration: Number,
      pageOrientation: String,
    },
    (element) => {
      const frame = pageFrame()
      if (!frame) return
      const apply = () => {
        const root = element.read<string>('rootFontSize')
        const page = element.read<string>('pageFontSize')
        frame.rootFontSize = root ? sizeOf(root) : ''
        frame.scroller.style.fontSize = page ? sizeOf(page) : ''
        frame.scalesItself = root === 'system' || page === 'system'
        frame.scroller.style.cssText += `;${element.read<string>('pageStyle') ?? ''}`
        const background = element.read<string>('backgroundColor')
        if (background) frame.view.style.background = background
        frame.measure()
      }
      element.watch(['pageStyle', 'rootFontSize', 'pageFontSize', 'backgroundColor'], apply)
      element.watch(['scrollTop'], () => {
        const top = element.read<string>('scrollTop')
        if (top) frame.scroller.scrollTop = Number.parseFloat(top)
      })
      onSwitches(() => element.host.isConnected && apply())
    },
  )
  defineBuiltin(
    'navigation-bar',
    {
      title: String,
      loading: Boolean,
      frontColor: String,
      backgroundColor: String,
      colorAnimationDuration: Number,
      colorAnimationTimingFunc: String,
    },
    (element) => {
      element.watch(['title', 'frontColor', 'backgroundColor', 'loading'], () => {
        const page = topPage()
        if (element.read('title')) page.window.navigationBarTitleText = element.read('title')
        if (element.read('frontColor'))
          page.window.navigationBarTextStyle = element.read('frontColor') === '#ffffff' ? 'white' : 'black'
        if (element.read('backgroundColor'))
          page.window.navigationBarBackgroundColor = element.read('backgroundColor')
        refreshBars(page)
        page.frame.bar.setLoading(element.read('loading'))
      })
    },
  )
}

function sizeOf(size: string): string {
  return size === 'system' ? `${hasLargeType() ? FONT_SIZE_LARGEST_PX : FONT_SIZE_STANDARD_PX}px` : size
}
