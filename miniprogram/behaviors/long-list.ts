import { blocksOf, drawingAnew, drawingAt, drawingAtFirst, type BlockPlace, type Drawing } from './row-blocks'

type Values = Record<string, unknown>

interface Runtime extends WechatMiniprogram.Page.InstanceMethods<Values> {
  /** Name of the long list in the view. */
  longList: string
  drawing: Drawing
  lookTimer: number
  render(change: object): void
}

interface Found {
  dataset: { at: number }
  top: number
  bottom: number
}

/** So often at most it is looked where the rows are, while somebody scrolls. */
const LOOK_EVERY_MS = 80

/**
 * The view with its long list in blocks of rows. The page draws `<view wx:for="{{cards}}" wx:for-item="block" wx:key="at"
 * class="row-block" data-at="{{block.at}}" style="{{block.style}}">` and the rows of each block in it.
 */
export const inBlocks = (view: Values, name: string, drawing: Drawing): Values => ({
  ...view,
  [name]: blocksOf(view[name] as unknown[], drawing),
})

/** The platform's half: only rows near the screen are drawn, so that a hundred take no more nodes than ten. */
export const longList = Behavior({
  lifetimes: {
    created() {
      const page = this as unknown as Runtime
      page.drawing = drawingAtFirst()
      page.lookTimer = 0
    },
    detached() {
      clearTimeout((this as unknown as Runtime).lookTimer)
    },
  },
  methods: {
    /** What of the view is shown; a look at the places follows, since rows may have come or gone. */
    viewInBlocks(view: Values): Values {
      const page = this as unknown as Runtime
      this.lookForRows()
      // Another list begins at its beginning.
      if ((view[page.longList] as unknown[]).length === 0)
        page.drawing = drawingAnew(page.drawing, wx.getWindowInfo().windowHeight)
      return inBlocks(view, page.longList, page.drawing)
    },
    lookForRows() {
      const page = this as unknown as Runtime
      if (page.lookTimer !== 0) return
      page.lookTimer = setTimeout(() => {
        page.lookTimer = 0
        this.drawNearRows()
      }, LOOK_EVERY_MS)
    },
    drawNearRows() {
      const page = this as unknown as Runtime
      page
        .createSelectorQuery()
        .selectAll('.row-block')
        .fields({ dataset: true, rect: true }, (found) => {
          const places = (found as unknown as Found[]).map(({ dataset, top, bottom }): BlockPlace => ({
            at: dataset.at,
            top,
            bottom,
          }))
          const drawing = drawingAt(page.drawing, places, wx.getWindowInfo().windowHeight)
          if (drawing === page.drawing) return
          page.drawing = drawing
          page.render({})
        })
        .exec()
    },
  },
})
