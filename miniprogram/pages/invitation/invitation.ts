import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { askConsent } from '../../api/consent'
import { idempotencyKey } from '../../api/idempotency-key'
import { asApiError } from '../../api/api-error'
import { knownMe } from '../../api/session'
import { routes } from '../../config/routes'
import { dayOf } from '../../domain/values/days'
import { initialInvitation, invitationView, type InvitationState } from './invitation.view'

const untouched = (): InvitationState => initialInvitation(dayOf(serverNow()))

/** A guest opened an invitation's card (spec 4). */
Page({
  data: invitationView(untouched()),
  state: untouched(),
  invitationId: '',
  key: idempotencyKey(),

  onLoad(query: { id?: string }) {
    this.state = untouched()
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
    this.show({ sending: true, repeating: false, refused: '' })
    await askConsent('decision')
    try {
      const { visitId } = await call(
        'invitation.accept',
        { invitationId: this.invitationId, form: null },
        { idempotencyKey: this.key, onRetry: () => this.show({ repeating: true }) },
      )
      await wx.redirectTo({ url: routes.visit(visitId) })
    } catch (thrown) {
      this.show({ sending: false, refused: asApiError(thrown).message })
      await this.load()
    }
  },

  async load() {
    this.show({ failure: '' })
    try {
      this.show({ card: await call('invitation.open', { invitationId: this.invitationId }) })
    } catch (thrown) {
      this.show({ failure: asApiError(thrown).message })
    }
  },

  show(change: Partial<InvitationState>) {
    this.state = { ...this.state, ...change, today: dayOf(serverNow()) }
    this.setData(invitationView(this.state))
  },
})
