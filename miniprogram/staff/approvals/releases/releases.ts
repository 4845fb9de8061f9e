import { listPage } from '../../../behaviors/list-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError } from '../../../api/api-error'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { answeredWords } from '../../locales/releases'
import { initialReleases, releasesView, type ReleaseRow } from './releases.view'

/** Requests to let a booking of the own unit go, by others or by its visitor: one tap lets it go, or keeps it (spec 2, 3). */
Page(
  listPage(
    {
      initial: initialReleases,
      view: releasesView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: (_state, cursor) => call('release.list', { cursor }),
    },
    {
      key: null as IdempotencyKey | null,

      onLoad() {
        this.key = idempotencyKey()
      },

      onShow() {
        void this.reload()
      },

      onOpen(event: WechatMiniprogram.BaseEvent) {
        const row = this.rowOf(event)
        if (row !== undefined) void openPage(routes.approval(row.visit.id))
      },

      /** One tap: what it brings about stands above the button (spec 2). */
      onRelease(event: WechatMiniprogram.BaseEvent) {
        const row = this.rowOf(event)
        if (row !== undefined && this.state.answering === '') void this.answer(row, true)
      },

      onKeep(event: WechatMiniprogram.BaseEvent) {
        const row = this.rowOf(event)
        if (row !== undefined && this.state.answering === '') void this.answer(row, false)
      },

      async answer({ id: releaseId, field, askedAt: seen }: ReleaseRow, release: boolean) {
        this.render({ answering: releaseId, refused: { id: '', sentence: '' } })
        try {
          const input = { releaseId, release, seen }
          await call('release.answer', input, { idempotencyKey: this.key ?? undefined })
          this.render({ answering: '' })
          void wx.showToast({ title: answeredWords(field, release), icon: 'none' })
          await this.reload()
        } catch (thrown) {
          const refusal = asApiError(thrown)
          this.render({ answering: '', refused: { id: releaseId, sentence: refusal.message } })
          if (refusal.code === 'RELEASE_ANSWERED' || refusal.code === 'CHANGED_MEANWHILE') {
            void wx.showToast({ title: refusal.message, icon: 'none' })
            await this.reload()
          }
        }
      },

      rowOf(event: WechatMiniprogram.BaseEvent): ReleaseRow | undefined {
        return this.state.list.rows.find((row) => row.id === event.currentTarget.dataset.id)
      },
    },
  ),
)
