import { listPage } from '../../../behaviors/list-page'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { emptyList } from '../../../api/paged-list'
import { asApiError } from '../../../api/api-error'
import { initialRequests, requestsView, type AccountRequestRow, type RequestState } from './requests.view'
import { adminRequestsWords } from '../../../locales/zh/pages/admin-requests'

/** Requests for approver accounts, with the photo of the stamped form: create the account or say why not. */
Page(
  listPage(
    {
      initial: initialRequests,
      view: requestsView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: ({ tab: state }, cursor) => call('account.requests', { state, cursor }),
      listKey: ({ tab }) => [tab],
    },
    {
      key: null as IdempotencyKey | null,

      onLoad() {
        this.key = idempotencyKey()
      },

      onShow() {
        void this.reload()
      },

      onTab(event: WechatMiniprogram.CustomEvent<{ value: RequestState }>) {
        const tab = event.detail.value
        if (tab === this.state.tab) return
        this.render({ tab, list: emptyList(this.state.list.counts) })
        void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        void this.reload()
      },

      onForm(event: WechatMiniprogram.BaseEvent) {
        const url = event.currentTarget.dataset.url as string
        void wx.previewImage({ current: url, urls: [url] })
      },

      async onAccept(event: WechatMiniprogram.BaseEvent) {
        const row = this.rowOf(event)
        if (row === undefined || this.state.answering !== '') return
        const { confirm } = await ask({
          title: adminRequestsWords.onAcceptTitle,
          content: adminRequestsWords.onAcceptContent(row.name, row.unitName),
          confirmText: adminRequestsWords.onAcceptConfirmText,
        })
        if (confirm) await this.answer(row.id, true, '', row.askedAt)
      },

      onRefuse(event: WechatMiniprogram.BaseEvent) {
        const row = this.rowOf(event)
        if (row !== undefined && this.state.answering === '')
          this.render({ refusing: row.id, sheetOpen: true, refused: { id: '', sentence: '' } })
      },

      onCloseSheet() {
        this.render({ sheetOpen: false })
      },

      onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        void this.answer(this.state.refusing, false, event.detail.reason)
      },

      async answer(id: string, accept: boolean, reason: string, seen?: number) {
        this.render({ answering: id, refused: { id: '', sentence: '' } })
        try {
          await call(
            'account.answer',
            { accountRequestId: id, accept, reason, seen },
            { idempotencyKey: this.key ?? undefined },
          )
          this.render({ answering: '', sheetOpen: false })
          void wx.showToast({
            title: accept ? adminRequestsWords.answerTitle : adminRequestsWords.answered,
            icon: 'none',
          })
          await this.reload()
        } catch (thrown) {
          const refusal = asApiError(thrown)
          this.render({ answering: '', refused: { id, sentence: refusal.message } })
          if (refusal.code === 'ACCOUNT_ANSWERED' || refusal.code === 'CHANGED_MEANWHILE') {
            this.render({ sheetOpen: false })
            void wx.showToast({ title: refusal.message, icon: 'none' })
            await this.reload()
          }
        }
      },

      rowOf(event: WechatMiniprogram.BaseEvent): AccountRequestRow | undefined {
        return this.state.list.rows.find((row) => row.id === event.currentTarget.dataset.id)
      },
    },
  ),
)
