import { statefulPage } from '../../behaviors/stateful-page'
import { serverNow } from '../../api/clock'
import { failureOf } from '../../api/api-error'
import { knownMe } from '../../api/session'
import { openPage } from '../../api/open-page'
import { routes } from '../../config/routes'
import { drawMore, initialPresence, presenceView } from './presence.view'
import { everybodyInside } from './whole-list'

/** Who is on a campus now; for desk, office and guards (spec 10). */
Page(
  statefulPage(
    {
      initial: initialPresence,
      view: presenceView,
      longList: 'rows',
      moment: () => ({ now: serverNow() }),
    },
    {
      onLoad() {},

      onShow() {
        const { list } = this.state
        void this.load(list === null ? null : list.campusId)
      },

      async onPullDownRefresh() {
        const { list } = this.state
        await this.load(list === null ? null : list.campusId)
        await wx.stopPullDownRefresh()
      },

      onReachBottom() {
        if (this.data.more) this.render({ drawn: drawMore(this.state.drawn) })
      },

      onRetry() {
        void this.load(null)
      },

      onCampus(event: WechatMiniprogram.BaseEvent) {
        const campusId = event.currentTarget.dataset.id as string
        if (this.state.list !== null && campusId === this.state.list.campusId) return
        this.state = { ...initialPresence(), guard: this.state.guard }
        void this.load(campusId)
      },

      onFilter(event: WechatMiniprogram.BaseEvent) {
        const onlyOverstayed = event.currentTarget.dataset.only as boolean
        this.render({ onlyOverstayed, drawn: initialPresence().drawn })
      },

      onEvacuation() {
        void openPage(routes.evacuation())
      },

      async load(campusId: string | null) {
        this.render({ loading: true, failure: null })
        try {
          const [me, list] = await Promise.all([knownMe(), everybodyInside(campusId)])
          this.render({ list, guard: me.guard !== null, takenAt: serverNow(), loading: false })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown), loading: false })
        }
      },
    },
  ),
)
