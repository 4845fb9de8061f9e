import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { failureOf } from '../../../api/api-error'
import { decoded } from '../../../config/decoded'
import type { UnitName } from '../../../config/routes'
import { hostSearchView, searchText, type HostSearchState } from './host.view'
import { bookingFormWords } from '../../../locales/booking-form'
import { leavePage } from '../../../api/leave-page'
import { routes } from '../../../config/routes'

const PAUSE_MS = 300
const untouched = (unit: UnitName | null = null): HostSearchState => ({
  text: '',
  unit,
  answer: null,
  loading: false,
  failure: null,
})

/**
 * Picks a host for the page that opened this one: its event `chosen` receives a HostRow. `unit` and its `name`: among
 * the people of this unit, until somebody looks beyond it.
 */
Page(
  statefulPage(
    {
      initial: untouched,
      view: hostSearchView,
      longList: 'rows',
    },
    {
      pause: 0,

      onLoad({ unit, name }: { unit?: string; name?: string }) {
        void wx.setNavigationBarTitle({ title: bookingFormWords().titles.host })
        if (unit !== undefined) this.render(untouched({ unitId: unit, name: decoded(name) }))
      },

      onUnload() {
        clearTimeout(this.pause)
      },

      onType(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        const text = event.detail.value
        clearTimeout(this.pause)
        const asked = searchText(text)
        if (asked === null) this.render({ text, answer: null, loading: false, failure: null })
        else {
          this.render({ text, loading: true, failure: null })
          this.pause = setTimeout(() => void this.search(asked), PAUSE_MS)
        }
      },

      onRetry() {
        const asked = searchText(this.state.text)
        if (asked !== null) void this.search(asked)
      },

      onEveryUnit() {
        this.render({ unit: null, answer: null })
        this.onRetry()
      },

      onChoose(event: WechatMiniprogram.BaseEvent) {
        const row = this.state.answer?.rows[event.currentTarget.dataset.at as number]
        if (row === undefined) return
        this.getOpenerEventChannel().emit?.('chosen', row)
        void leavePage(routes.booking())
      },

      /** An answer to something that has been typed over is dropped. */
      async search(text: string) {
        this.render({ loading: true, failure: null })
        const { unit } = this.state
        const wanted = () => searchText(this.state.text) === text && this.state.unit === unit
        try {
          const { rows } = await call('host.search', unit === null ? { text } : { text, unitId: unit.unitId })
          if (wanted()) this.render({ answer: { text, rows }, loading: false })
        } catch (thrown) {
          if (wanted()) this.render({ failure: failureOf(thrown), loading: false })
        }
      },
    },
  ),
)
