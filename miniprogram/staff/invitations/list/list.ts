import { listPage } from '../../../behaviors/list-page'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { asApiError } from '../../../api/api-error'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { initialInvitations, invitationsView, shareTitle } from './list.view'
import { invitationsListWords } from '../../../locales/zh/pages/invitations-list'

/** My invitations: send the card, withdraw it, see what became of it (spec 4). */
Page(
  listPage(
    {
      initial: initialInvitations,
      view: invitationsView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: (_state, cursor) => call('invitation.list', { cursor }),
    },
    {
      key: idempotencyKey(),

      onLoad() {
        this.key = idempotencyKey()
      },

      onShow() {
        void this.reload()
      },

      onMake() {
        void openPage(routes.makeInvitation())
      },

      /** From a card's button: that card. From the menu there is none, and the program's first screen is shared. */
      onShareAppMessage(
        options: WechatMiniprogram.Page.IShareAppMessageOption,
      ): WechatMiniprogram.Page.ICustomShareContent {
        const id = (options.target as { dataset?: { id?: string } } | undefined)?.dataset?.id
        const row = this.state.list.rows.find((each) => each.id === id)
        return { title: shareTitle(row), path: row === undefined ? routes.home() : routes.invitation(row.id) }
      },

      async onClose(event: WechatMiniprogram.BaseEvent) {
        const invitationId = event.currentTarget.dataset.id as string
        const asked = await this.confirm({
          title: invitationsListWords.onCloseTitle,
          content: invitationsListWords.onCloseContent,
          confirmText: invitationsListWords.onCloseConfirmText,
        })
        if (asked) await this.change('invitation.close', invitationId)
      },

      /** Somebody took the card whom it wasn't meant for (spec 4.1). */
      async onUndo(event: WechatMiniprogram.BaseEvent) {
        const invitationId = event.currentTarget.dataset.id as string
        const asked = await this.confirm({
          title: invitationsListWords.onUndoTitle,
          content: invitationsListWords.onUndoContent,
          confirmText: invitationsListWords.onUndoConfirm,
        })
        if (!asked || !(await this.change('invitation.undo', invitationId))) return
        void wx.showToast({ title: invitationsListWords.onUndoDone, icon: 'none' })
      },

      async confirm(question: WechatMiniprogram.ShowModalOption): Promise<boolean> {
        return this.state.closing === '' && (await ask(question)).confirm
      },

      /** False when it was refused; the card says why. */
      async change(action: 'invitation.close' | 'invitation.undo', id: string): Promise<boolean> {
        this.render({ closing: id, refused: { id: '', sentence: '' } })
        let done = false
        try {
          await call(action, { invitationId: id }, { idempotencyKey: this.key })
          done = true
          this.render({ closing: '' })
        } catch (thrown) {
          this.render({ closing: '', refused: { id, sentence: asApiError(thrown).message } })
        }
        await this.reload()
        return done
      },
    },
  ),
)
