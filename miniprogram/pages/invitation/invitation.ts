import { statefulPage } from '../../behaviors/stateful-page'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { askConsent } from '../../api/consent'
import { idempotencyKey } from '../../api/idempotency-key'
import { asApiError, failureOf } from '../../api/api-error'
import { knownMe } from '../../api/session'
import { routes } from '../../config/routes'
import { dayOf } from '../../domain/values/days'
import { initialInvitation, invitationView, type InvitationState } from './invitation.view'

const untouched = (): InvitationState => initialInvitation(dayOf(serverNow()))

/** A guest opened an invitation's card (spec 4). */
Page(
  statefulPage(
    {
      initial: untouched,
      view: invitationView,
      moment: () => ({ today: dayOf(serverNow()) }),
    },
    {
      invitationId: '',
      key: idempotencyKey(),

      onLoad(query: { id?: string }) {
        this.invitationId = query.id ?? ''
        this.key = idempotencyKey()
        // Templates for the consent sheet must be at hand when the button is tapped.
        knownMe().catch(() => undefined)
      },

      /** Also on the way back from the form: the card may have been used there. */
      onShow() {
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      onHome() {
        void wx.switchTab({ url: routes.home() })
      },

      async onAct() {
        const { card, sending } = this.state
        if (card === null || sending) return
        if (card.visitId !== null) void wx.redirectTo({ url: routes.visit(card.visitId) })
        else if (card.kind === 'fill')
          void wx.navigateTo({ url: routes.booking({ invitation: this.invitationId }) })
        else await this.claim()
      },

      async claim() {
        this.render({ sending: true, repeating: false, refused: '' })
        await askConsent('decision')
        try {
          const { visitId } = await call(
            'invitation.accept',
            { invitationId: this.invitationId, form: null },
            { idempotencyKey: this.key, onRetry: () => this.render({ repeating: true }) },
          )
          await wx.redirectTo({ url: routes.visit(visitId) })
        } catch (thrown) {
          this.render({ sending: false, refused: asApiError(thrown).message })
          await this.load()
        }
      },

      async load() {
        this.render({ failure: '' })
        try {
          this.render({ card: await call('invitation.open', { invitationId: this.invitationId }) })
        } catch (thrown) {
          this.render(failureOf(thrown))
        }
      },
    },
  ),
)
