import { ask } from '../../../api/ask'
import { asApiError, failureOf } from '../../../api/api-error'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { openPage } from '../../../api/open-page'
import { statefulPage } from '../../../behaviors/stateful-page'
import { routes } from '../../../config/routes'
import { activityWords } from '../../locales/activities'
import { activityView, hasCode, initialActivity, type SheetKind } from './activity.view'

/** One activity: answer it, show its code, look after its guests, close or cancel it (spec 4.2). */
Page(
  statefulPage(
    {
      initial: initialActivity,
      view: activityView,
      moment: () => ({ now: serverNow() }),
    },
    {
      activityId: '',
      key: idempotencyKey(),

      onLoad(query: { id?: string }) {
        this.activityId = query.id ?? ''
        this.key = idempotencyKey()
      },

      onShow() {
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onGuests() {
        void openPage(routes.activityGuests(this.activityId))
      },

      onImport() {
        void openPage(routes.activityImport(this.activityId))
      },

      /** The picture is a private file with a short-lived address; previewing offers to save or send it. */
      onPicture() {
        const { codeUrl } = this.state
        if (codeUrl !== '') void wx.previewImage({ current: codeUrl, urls: [codeUrl] })
      },

      onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
        return { title: this.data.shareTitle, path: routes.joinActivity(this.activityId) }
      },

      onSheet(event: WechatMiniprogram.BaseEvent) {
        if (this.state.busy) return
        this.render({ sheet: event.currentTarget.dataset.kind as SheetKind, sheetOpen: true, refused: '' })
      },

      onCloseSheet() {
        this.render({ sheetOpen: false, refused: '' })
      },

      async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        const { activityId } = this
        const { reason } = event.detail
        const { sheet } = this.state
        await this.change(activityWords[sheet].done, (key) => {
          if (sheet === 'tell')
            return call('activity.message', { activityId, text: reason }, { idempotencyKey: key })
          if (sheet === 'cancel')
            return call('activity.cancel', { activityId, reason }, { idempotencyKey: key })
          return call('activity.answer', { activityId, accept: false, reason }, { idempotencyKey: key })
        })
      },

      async onAccept() {
        const { activityId } = this
        const { acceptTitle: title, acceptContent: content, acceptConfirm: confirmText } = activityWords
        const { confirm } = await ask({ title, content, confirmText })
        if (!confirm) return
        await this.change(activityWords.accepted, (key) =>
          call('activity.answer', { activityId, accept: true, reason: '' }, { idempotencyKey: key }),
        )
      },

      async onClose() {
        const { activityId } = this
        const { closeTitle: title, closeContent: content, closeConfirm: confirmText } = activityWords
        const { confirm } = await ask({ title, content, confirmText })
        if (!confirm) return
        await this.change(activityWords.closed, (key) =>
          call('activity.close', { activityId }, { idempotencyKey: key }),
        )
      },

      async change(done: string, send: (key: IdempotencyKey) => Promise<unknown>) {
        if (this.state.busy) return
        this.render({ busy: true, refused: '' })
        try {
          await send(this.key)
          this.render({ busy: false, sheetOpen: false })
          void wx.showToast({ title: done, icon: 'none' })
        } catch (thrown) {
          this.render({ busy: false, refused: asApiError(thrown).message })
        }
        await this.load()
      },

      async load() {
        this.render({ failure: null })
        try {
          const detail = await call('activity.get', { activityId: this.activityId })
          this.render({ detail })
          if (hasCode(detail) && this.state.codeUrl === '')
            this.render({ codeUrl: (await call('activity.code', { activityId: this.activityId })).url })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
