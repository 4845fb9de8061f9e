import { statefulPage } from '../../behaviors/stateful-page'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { askConsent } from '../../api/consent'
import { idempotencyKey } from '../../api/idempotency-key'
import { asApiError, failureOf } from '../../api/api-error'
import { proveNumber } from '../../api/prove-number'
import { knownMe } from '../../api/session'
import { openPage } from '../../api/open-page'
import { routes } from '../../config/routes'
import { dayOf } from '../../domain/values/days'
import { isTailTyped, type Tails } from '../../domain/invitation/claim'
import { invitationWords } from '../locales/invitation'
import { claimRefusal, initialInvitation, invitationView, type InvitationState } from './invitation.view'

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
        void wx.setNavigationBarTitle({ title: invitationWords().title })
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
        else if (card.kind === 'fill') this.toForm()
        else await this.claimByTails()
      },

      toForm() {
        void openPage(routes.booking({ invitation: this.invitationId }))
      },

      onOtherWay() {
        this.render({ typing: !this.state.typing, tried: false, refused: '' })
      },

      onTail(event: WechatMiniprogram.CustomEvent<{ field: keyof Tails; value: string }>) {
        const { field, value } = event.detail
        this.render({ tails: { ...this.state.tails, [field]: value }, refused: '' })
      },

      /**
       * The number is proved first: the server compares it with the booking's, and nothing of it is shown; on a card to fill
       * in it goes into the form.
       */
      async onPhoneNumber(event: WechatMiniprogram.CustomEvent<{ code?: string }>) {
        const { code } = event.detail
        if (code === undefined || this.state.sending) return
        this.render({ sending: true, repeating: false, refused: '' })
        try {
          await proveNumber(code)
          if (this.state.card?.kind === 'fill') {
            this.render({ sending: false })
            this.toForm()
          } else await this.claim(null)
        } catch (thrown) {
          this.render({ sending: false, refused: asApiError(thrown).message })
        }
      },

      async claimByTails() {
        const { tails } = this.state
        this.render({ tried: true, refused: '' })
        if (!isTailTyped(tails.phone) || !isTailTyped(tails.document)) return
        this.render({ sending: true, repeating: false })
        await askConsent('decision')
        await this.claim(tails)
      },

      async claim(tails: Tails | null) {
        try {
          const claimed = await call(
            'invitation.claim',
            { invitationId: this.invitationId, tails },
            { idempotencyKey: this.key, onRetry: () => this.render({ repeating: true }) },
          )
          if (claimed.visitId !== null) {
            await wx.redirectTo({ url: routes.visit(claimed.visitId) })
            return
          }
          this.render({ sending: false, refused: claimRefusal(claimed) })
        } catch (thrown) {
          this.render({ sending: false, refused: asApiError(thrown).message })
        }
        await this.load()
      },

      async load() {
        this.render({ failure: null })
        try {
          this.render({ card: await call('invitation.open', { invitationId: this.invitationId }) })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
