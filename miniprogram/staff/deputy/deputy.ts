import type { HostRow } from '../../../contract'
import { ask } from '../../api/ask'
import { asApiError, failureOf } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../api/idempotency-key'
import { openPage } from '../../api/open-page'
import { statefulPage } from '../../behaviors/stateful-page'
import { routes } from '../../config/routes'
import { dayOf } from '../../domain/values/days'
import { deputyWords } from '../locales/deputy'
import { deputyView, initialDeputy } from './deputy.view'

/** An approver names who decides while they are away, or ends it. */
Page(
  statefulPage(
    {
      initial: () => initialDeputy(dayOf(serverNow())),
      view: deputyView,
      moment: () => ({ today: dayOf(serverNow()) }),
    },
    {
      key: null as IdempotencyKey | null,

      onLoad() {
        this.key = idempotencyKey()
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      onFind() {
        void openPage(routes.hostSearch(), {
          chosen: (host: HostRow) => this.render({ naming: { ...this.state.naming, host }, refused: '' }),
        })
      },

      onFirstDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        const firstDay = event.detail.value
        const { lastDay } = this.state.naming
        const naming = { ...this.state.naming, firstDay, lastDay: lastDay < firstDay ? firstDay : lastDay }
        this.render({ naming, refused: '' })
      },

      onLastDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ naming: { ...this.state.naming, lastDay: event.detail.value }, refused: '' })
      },

      async onName() {
        const { host, firstDay, lastDay } = this.state.naming
        if (host !== null)
          await this.setDeputy({ staffId: host.hostId, firstDay, lastDay }, deputyWords.named)
      },

      async onEnd() {
        const { confirm } = await ask({
          title: deputyWords.endTitle,
          content: deputyWords.endContent(this.state.deputy?.name ?? ''),
          confirmText: deputyWords.endTitle,
        })
        if (confirm) await this.setDeputy(null, deputyWords.ended)
      },

      async setDeputy(input: { staffId: string; firstDay: string; lastDay: string } | null, done: string) {
        if (this.state.saving) return
        this.render({ saving: true, refused: '' })
        try {
          const { deputy } = await call('deputy.set', input, { idempotencyKey: this.key ?? undefined })
          this.render({ deputy, saving: false, naming: { ...this.state.naming, host: null } })
          void wx.showToast({ title: done, icon: 'success' })
        } catch (thrown) {
          this.render({ saving: false, refused: asApiError(thrown).message })
        }
      },

      async load() {
        this.render({ loading: true })
        try {
          const { deputy } = await call('deputy.get', {})
          this.render({ deputy, failure: null, loading: false })
        } catch (thrown) {
          this.render({ deputy: undefined, failure: failureOf(thrown), loading: false })
        }
      },
    },
  ),
)
