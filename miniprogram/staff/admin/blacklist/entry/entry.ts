import { statefulPage } from '../../../../behaviors/stateful-page'
import { ask } from '../../../../api/ask'
import { call } from '../../../../api/call'
import { serverNow } from '../../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../../api/idempotency-key'
import { asApiError, failureOf } from '../../../../api/api-error'
import { entryView, initialEntry } from './entry.view'
import { adminBlacklistEntryWords } from '../../../../locales/zh/pages/admin-blacklist-entry'

/** One entry: whom it names, why, its story, and the step that is due (spec 5.4). */
Page(
  statefulPage(
    {
      initial: initialEntry,
      view: entryView,
      moment: () => ({ now: serverNow() }),
    },
    {
      blacklistId: '',
      key: null as IdempotencyKey | null,

      onLoad(query: { id?: string }) {
        this.blacklistId = query.id ?? ''
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

      onPicture(event: WechatMiniprogram.BaseEvent) {
        const urls = this.data.evidence.map(({ url }) => url)
        void wx.previewImage({ current: event.currentTarget.dataset.url as string, urls })
      },

      async onAccept() {
        const seen = this.state.detail?.entry.changedAt
        const lifting = this.data.footer === 'answerLift'
        const { confirm } = await ask(
          lifting
            ? {
                title: adminBlacklistEntryWords.onAcceptTitle,
                content: adminBlacklistEntryWords.onAcceptContent(this.data.who),
                confirmText: adminBlacklistEntryWords.onAcceptConfirmText,
              }
            : {
                title: adminBlacklistEntryWords.acceptTitle,
                content: adminBlacklistEntryWords.acceptContent(this.data.who),
                confirmText: adminBlacklistEntryWords.acceptConfirm,
              },
        )
        if (confirm) await this.answer(true, seen)
      },

      async onReject() {
        const lifting = this.data.footer === 'answerLift'
        const { confirm } = await ask({
          title: lifting ? adminBlacklistEntryWords.onRejectTitle : adminBlacklistEntryWords.reject,
          content: lifting
            ? adminBlacklistEntryWords.onRejectContent
            : adminBlacklistEntryWords.rejectContent,
          confirmText: lifting
            ? adminBlacklistEntryWords.onRejectConfirmText
            : adminBlacklistEntryWords.reject,
        })
        if (confirm) await this.answer(false)
      },

      onAskLift() {
        this.render({ sheetOpen: true, refused: '' })
      },

      onCloseSheet() {
        this.render({ sheetOpen: false, refused: '' })
      },

      async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        const { blacklistId } = this
        const { reason } = event.detail
        await this.step('askLift', adminBlacklistEntryWords.onReason, (key) =>
          call('blacklist.askLift', { blacklistId, reason }, { idempotencyKey: key }),
        )
      },

      async answer(accept: boolean, seen?: number) {
        const { blacklistId } = this
        const lifting = this.data.footer === 'answerLift'
        await this.step(accept ? 'accept' : 'reject', adminBlacklistEntryWords.answer, (key) =>
          lifting
            ? call('blacklist.answerLift', { blacklistId, accept, seen }, { idempotencyKey: key })
            : call('blacklist.answer', { blacklistId, accept }, { idempotencyKey: key }),
        )
      },

      async step(
        waiting: 'accept' | 'reject' | 'askLift',
        done: string,
        send: (key: IdempotencyKey | undefined) => Promise<unknown>,
      ) {
        if (this.state.waiting !== null) return
        this.render({ waiting, refused: '' })
        try {
          await send(this.key ?? undefined)
          this.render({ waiting: null, sheetOpen: false })
          void wx.showToast({ title: done, icon: 'none' })
          await this.load()
        } catch (thrown) {
          const refusal = asApiError(thrown)
          const overtaken = refusal.code === 'BLACKLIST_ANSWERED' || refusal.code === 'CHANGED_MEANWHILE'
          this.render({ waiting: null, refused: refusal.message, ...(overtaken ? { sheetOpen: false } : {}) })
          if (overtaken) await this.load()
        }
      },

      async load() {
        this.render({ loading: true, failure: null })
        try {
          const detail = await call('blacklist.get', { blacklistId: this.blacklistId })
          this.render({ detail, loading: false })
        } catch (thrown) {
          this.render({ loading: false, failure: failureOf(thrown) })
        }
      },
    },
  ),
)
