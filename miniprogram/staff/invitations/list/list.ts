import { listPage } from '../../../behaviors/list-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { asApiError } from '../../../api/api-error'
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
        void wx.navigateTo({ url: routes.makeInvitation() })
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
        const id = event.currentTarget.dataset.id as string
        if (this.state.closing !== '') return
        const { confirm } = await wx.showModal({
          title: invitationsListWords.onCloseTitle,
          content: invitationsListWords.onCloseContent,
          confirmText: invitationsListWords.onCloseConfirmText,
        })
        if (!confirm) return
        this.render({ closing: id, refused: { id: '', sentence: '' } })
        try {
          await call('invitation.close', { invitationId: id }, { idempotencyKey: this.key })
          this.render({ closing: '' })
        } catch (thrown) {
          this.render({ closing: '', refused: { id, sentence: asApiError(thrown).message } })
        }
        await this.reload()
      },
    },
  ),
)
