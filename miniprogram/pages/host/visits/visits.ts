import { listPage } from '../../../behaviors/list-page'
import { call } from '../../../api/call'
import { askConsent } from '../../../api/consent'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { emptyList } from '../../../api/paged-list'
import { asApiError } from '../../../api/api-error'
import { hostedView, initialHosted, type HostTab } from './visits.view'
import { hostVisitsWords } from '../../../locales/zh/pages/host-visits'

/** Visits to me: 确有预约 or 不认识 (spec 3). The approver sees the word; it decides nothing by itself. */
Page(
  listPage(
    {
      initial: initialHosted,
      view: hostedView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: ({ tab: list }, cursor) => call('host.visits', { list, cursor }),
      listKey: ({ tab }) => [tab],
    },
    {
      key: idempotencyKey(),

      onLoad() {
        this.key = idempotencyKey()
      },

      onShow() {
        void this.reload()
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: HostTab }>) {
        const tab = event.detail.value
        if (tab === this.state.tab) return
        this.render({ tab, list: emptyList(this.state.list.counts) })
        void this.reload()
      },

      async onWord(event: WechatMiniprogram.BaseEvent) {
        if (this.state.answering !== '') return
        const { id, word } = event.currentTarget.dataset as { id: string; word: 'confirmed' | 'denied' }
        const seen = this.state.list.rows.find((row) => row.id === id)?.submittedAt
        this.render({ answering: id, refused: { id: '', sentence: '' } })
        // Who expects the guest may be told when they come in.
        if (word === 'confirmed') await askConsent('decision')
        try {
          await call('host.confirm', { visitId: id, word, seen }, { idempotencyKey: this.key })
          this.render({ answering: '' })
          void wx.showToast({ title: hostVisitsWords.onWordTitle, icon: 'none' })
          await this.reload()
        } catch (thrown) {
          const refusal = asApiError(thrown)
          this.render({ answering: '', refused: { id, sentence: refusal.message } })
          if (refusal.code === 'CHANGED_MEANWHILE') await this.reload()
        }
      },
    },
  ),
)
