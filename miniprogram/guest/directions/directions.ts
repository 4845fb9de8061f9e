import { statefulPage } from '../../behaviors/stateful-page'
import { failureOf } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { routes } from '../../config/routes'
import { directionsWords } from '../locales/directions'
import { directionsView, initialDirections } from './directions.view'

/** A driver opened the card that a visitor sent (spec 2, The way to a gate). */
Page(
  statefulPage(
    {
      initial: initialDirections,
      view: directionsView,
      moment: () => ({ now: serverNow() }),
    },
    {
      card: '',

      onLoad({ card = '' }: { card?: string }) {
        void wx.setNavigationBarTitle({ title: directionsWords().title })
        this.card = card
      },

      /** Also on the way back from the map: the visit may be off by then. */
      onShow() {
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      onHome() {
        void wx.switchTab({ url: routes.home() })
      },

      async load() {
        this.render({ loading: true })
        try {
          this.render({ directions: await call('pass.directions', { card: this.card }), failure: null })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
        this.render({ loading: false })
      },
    },
  ),
)
