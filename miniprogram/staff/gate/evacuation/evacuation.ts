import { statefulPage } from '../../../behaviors/stateful-page'
import { ask } from '../../../api/ask'
import { serverNow } from '../../../api/clock'
import { failureOf, isRoleGone } from '../../../api/api-error'
import { withTick } from '../../../domain/campus/on-campus'
import { saveEvacuation, loadEvacuation, type Evacuation } from '../../../device-storage/evacuation'
import { loadOwnPassages } from '../../../device-storage/own-passages'
import { takeEvacuation } from '../../presence/whole-list'
import { drawMore, evacuationView, initialEvacuation } from './evacuation.view'
import { gateEvacuationWords } from '../../../locales/zh/pages/gate-evacuation'

/** Counting people out of a campus, with network or without; who has been met stays on this phone (spec 10). */
Page(
  statefulPage(
    {
      initial: initialEvacuation,
      view: evacuationView,
      longList: 'rows',
      moment: () => ({ now: serverNow() }),
    },
    {
      /** Set while the page listens for the network. */
      onNetwork: null as (() => void) | null,

      onLoad() {
        this.onNetwork = () => {
          if (this.state.failure !== null && !this.state.loading) void this.refresh(null)
        }
        wx.onNetworkStatusChange(this.onNetwork)
        void this.open()
      },

      onUnload() {
        if (this.onNetwork !== null) wx.offNetworkStatusChange(this.onNetwork)
      },

      async onPullDownRefresh() {
        await this.refresh(null)
        await wx.stopPullDownRefresh()
      },

      onReachBottom() {
        if (this.data.more) this.render({ drawn: drawMore(this.state.drawn) })
      },

      onRetry() {
        void this.refresh(null)
      },

      /** Another campus can't be looked at without network: its list isn't here. */
      async onCampus(event: WechatMiniprogram.BaseEvent) {
        const campusId = event.currentTarget.dataset.id as string
        const { list, loading } = this.state
        if (loading || (list !== null && list.campusId === campusId)) return
        if (this.data.begun && !(await this.giveUpTicks())) return
        await this.refresh(campusId)
      },

      onFilter(event: WechatMiniprogram.BaseEvent) {
        this.render({
          onlyMissing: event.currentTarget.dataset.only as boolean,
          drawn: initialEvacuation().drawn,
        })
      },

      onCall(event: WechatMiniprogram.BaseEvent) {
        const phoneNumber = event.currentTarget.dataset.phone as string
        // Rejects when the caller thinks better of it.
        wx.makePhoneCall({ phoneNumber }).catch(() => undefined)
      },

      onTick(event: WechatMiniprogram.BaseEvent) {
        const { list } = this.state
        if (list !== null)
          this.tick({ ...list, met: withTick(list.met, event.currentTarget.dataset.id as string) })
      },

      async onAnew() {
        const { list } = this.state
        if (list !== null && (await this.giveUpTicks())) this.tick({ ...list, met: [] })
      },

      /** Asked once: counting again from the beginning is costly. */
      async giveUpTicks(): Promise<boolean> {
        const { confirm } = await ask({
          title: gateEvacuationWords.giveUpTicksTitle,
          content: gateEvacuationWords.giveUpTicksContent,
          confirmText: gateEvacuationWords.giveUpTicksTitle,
        })
        return confirm
      },

      tick(list: Evacuation) {
        this.render({ list })
        void saveEvacuation(list)
      },

      /** What the phone holds comes first: the network may never answer. */
      async open() {
        const now = serverNow()
        this.render({ list: await loadEvacuation(now), own: await loadOwnPassages(now) })
        await this.refresh(null)
      },

      /** `campusId` null: the one that stands here, or the first. */
      async refresh(campusId: string | null) {
        const { list } = this.state
        this.render({ loading: true })
        try {
          await takeEvacuation(campusId ?? (list === null ? null : list.campusId))
          const now = serverNow()
          const own = await loadOwnPassages(now)
          this.render({ list: await loadEvacuation(now), own, failure: null, loading: false })
        } catch (thrown) {
          const failure = failureOf(thrown)
          this.render({ failure, loading: false, ...(isRoleGone(failure) ? { list: null } : {}) })
        }
      },
    },
  ),
)
