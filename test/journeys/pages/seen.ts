import type { Page } from 'playwright-core'

/** What a finger needs, in CSS pixels (a little less, because edges are no whole pixels). */
const TARGET_PX = 43.5
/** Of text on what is behind it; large text needs less. */
const CONTRAST = 4.5
const CONTRAST_LARGE = 3
const LARGE_PX = 24
const LARGE_BOLD_PX = 18.66

/** What TDesign makes of its icons, tags, switches and fields: parts of a line, which is the target. */
const PARTS = '.t-icon, .t-tag, .t-switch, .t-search *, wx-input, wx-textarea, wx-picker'

/** Sentences about what of the page on top is too small for a finger, each kind once. */
export function tooSmall(phone: Page): Promise<string[]> {
  return phone.evaluate(
    ({ least, partsOf }) => {
      const found = new Set<string>()
      for (const { element, name } of window.meter?.tapTargets() ?? []) {
        if (element.matches(partsOf)) continue
        const box = element.getBoundingClientRect()
        if (box.width === 0 || box.height === 0) continue
        // A part of something larger that answers the same tap.
        const parts = [element, ...element.querySelectorAll('*')].map((each) => each.getBoundingClientRect())
        const width = Math.max(...parts.map((part) => part.width))
        const height = Math.max(...parts.map((part) => part.height))
        if (width >= least && height >= least) continue
        found.add(`${name} ${Math.round(width)} × ${Math.round(height)}`)
      }
      return [...found]
    },
    { least: TARGET_PX, partsOf: PARTS },
  )
}

/** Sentences about text of the page on top that is hard to read on what is behind it, each kind once. */
export function tooPale(phone: Page): Promise<string[]> {
  return phone.evaluate(
    ({ least, leastLarge, large, largeBold }) => {
      type Colour = [red: number, green: number, blue: number, opacity: number]
      const colourOf = (words: string): Colour => {
        const [red = 0, green = 0, blue = 0, opacity = 1] = (words.match(/[\d.]+/g) ?? []).map(Number)
        return [red, green, blue, opacity]
      }
      const light = ([red, green, blue]: Colour): number => {
        const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
          const share = part / 255
          return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const over = ([r, g, b, a]: Colour, [r2, g2, b2]: Colour): Colour => [
        r * a + r2 * (1 - a),
        g * a + g2 * (1 - a),
        b * a + b2 * (1 - a),
        1,
      ]
      /** Null: a picture or a gradient is behind it. */
      const behind = (element: Element | null): Colour | null => {
        if (element === null) return [255, 255, 255, 1]
        const { backgroundColor, backgroundImage } = getComputedStyle(element)
        if (backgroundImage !== 'none') return null
        const own = colourOf(backgroundColor)
        if (own[3] === 1) return own
        const further = behind(element.parentElement)
        return further === null || own[3] === 0 ? further : over(own, further)
      }
      const found = new Set<string>()
      const frame = document.querySelector('.wx-page-frame:not([hidden]) .wx-page-view')
      const texts = frame ? document.createTreeWalker(frame, NodeFilter.SHOW_TEXT) : null
      for (let text = texts?.nextNode(); text; text = texts?.nextNode()) {
        const words = text.textContent?.trim() ?? ''
        const element = text.parentElement
        if (words === '' || element === null) continue
        const box = element.getBoundingClientRect()
        const style = getComputedStyle(element)
        const off =
          element.closest('[disabled], [aria-disabled="true"], [class*="t-button--disabled"], .t-icon') !==
          null
        if (box.width === 0 || box.height === 0 || style.visibility === 'hidden' || off) continue
        const ground = behind(element)
        if (ground === null) continue
        const ink = over(colourOf(style.color), ground)
        const [pale = 0, dark = 0] = [light(ink), light(ground)].sort((a, b) => b - a)
        const ratio = (pale + 0.05) / (dark + 0.05)
        const size = Number.parseFloat(style.fontSize)
        const isLarge = size >= large || (size >= largeBold && Number(style.fontWeight) >= 600)
        if (ratio < (isLarge ? leastLarge : least))
          found.add(`${element.className || element.localName} “${words.slice(0, 12)}” ${ratio.toFixed(1)}`)
      }
      return [...found]
    },
    { least: CONTRAST, leastLarge: CONTRAST_LARGE, large: LARGE_PX, largeBold: LARGE_BOLD_PX },
  )
}
