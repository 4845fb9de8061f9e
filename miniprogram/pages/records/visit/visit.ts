import { statefulPage } from '../../../behaviors/stateful-page'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent } from '../../../api/consent'
import { idempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf, isUnsettled } from '../../../api/api-error'
import { openPage } from '../../../api/open-page'
import { tabOf } from '../../../domain/visit/visit'
import { willTell } from '../../../api/session'
import { routes } from '../../../config/routes'
import { markEndedSeen } from '../../../device-storage/ended-visits'
import { removePass } from '../../../device-storage/issued-pass'
import { UNTOUCHED_FACE } from './visit-face.view'
import { visitPageView, type VisitPageState } from './visit.view'
import { controlWords } from '../../../locales/controls'
import { recordsVisitWords } from '../../../locales/pages/records-visit'

/** While gates are being told of the booking (下发中): they ask every few seconds. */
const LOOK_AGAIN_MS = 4000

/** Without an answer it may have been done all the same: what is loaded after it says so. */
function tellFailure(title: string, thrown: unknown): void {
  const refusal = asApiError(thrown)
  const words = recordsVisitWords()
  const unsettled = isUnsettled(refusal)
  void wx.showModal({
    title: unsettled ? words.unsettledTitle : title,
    content: unsettled ? words.unsettled(refusal.message) : refusal.message,
    showCancel: false,
    confirmText: controlWords().ok,
  })
}

const untouched = (): VisitPageState => ({
  detail: null,
  failure: null,
  loading: true,
  cancelling: 'no',
  ...UNTOUCHED_FACE,
  asking: false,
  willTell: false,
  now: serverNow(),
})

Page(
  statefulPage(
    {
      initial: untouched,
      view: visitPageView,
    },
    {
      visitId: '',
      cancel: idempotencyKey(),
      withdraw: idempotencyKey(),
      add: idempotencyKey(),
      askCancel: idempotencyKey(),
      /** Why the unit is asked to cancel: typed, and not sent yet. */
      reason: '',
      shown: false,
      again: 0,

      onLoad({ id = '' }: { id?: string }) {
        void wx.setNavigationBarTitle({ title: recordsVisitWords().title })
        this.visitId = id
        this.cancel = idempotencyKey()
        this.withdraw = idempotencyKey()
        this.add = idempotencyKey()
        this.askCancel = idempotencyKey()
      },

      onShow() {
        this.shown = true
        void this.load()
      },

      onHide() {
        this.rest()
      },

      onUnload() {
        this.rest()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      onPrimary() {
        const { act } = this.data.primary
        if (act === 'pass') void openPage(routes.pass(this.visitId))
        else if (act === 'revise') this.onRevise()
        else if (act === 'copy') this.onCopy()
      },

      onRevise() {
        void openPage(routes.booking({ revise: this.visitId }))
      },

      onAskChange() {
        void openPage(routes.changeVisit(this.visitId))
      },

      onCopy() {
        void openPage(routes.booking({ copy: this.visitId }))
      },

      onCallUnit() {
        // Rejects when the caller thinks better of it.
        wx.makePhoneCall({ phoneNumber: this.data.unitPhone }).catch(() => undefined)
      },

      async onCancel() {
        if (this.state.cancelling !== 'no') return
        const { confirm } = await ask({
          title: recordsVisitWords().onCancelTitle,
          content: recordsVisitWords().onCancelContent,
          confirmText: recordsVisitWords().onCancelDialogText,
          cancelText: recordsVisitWords().cancelText,
          confirmColor: '#b3372c',
        })
        if (!confirm) return
        this.render({ cancelling: 'sending' })
        try {
          const onRetry = () => this.render({ cancelling: 'confirming' })
          await call('visit.cancel', { visitId: this.visitId }, { idempotencyKey: this.cancel, onRetry })
          await removePass(this.visitId)
          await markEndedSeen(this.visitId)
          void wx.showToast({ title: recordsVisitWords().cancelledDone, icon: 'success' })
        } catch (thrown) {
          tellFailure(recordsVisitWords().notCancelledTitle, thrown)
        }
        this.render({ cancelling: 'no' })
        await this.load()
      },

      /** After the first entry only the unit can cancel: it is asked to, with a reason or without (spec 3). */
      async onAskCancel() {
        if (this.state.asking) return
        // Before the dialog: the platform lets a tap ask for messages only until the first thing it waits for.
        await askConsent('decision')
        const { confirm, content } = await ask({
          title: recordsVisitWords().onAskCancelTitle,
          editable: true,
          content: this.reason,
          placeholderText: recordsVisitWords().placeholderText,
          confirmText: recordsVisitWords().onAskCancelConfirmText,
          cancelText: recordsVisitWords().cancelText,
        })
        if (!confirm) return
        this.reason = content ?? ''
        this.render({ asking: true })
        try {
          const input = { visitId: this.visitId, reason: this.reason }
          await call('visit.askCancel', input, { idempotencyKey: this.askCancel })
          this.reason = ''
          void wx.showToast({ title: recordsVisitWords().sent, icon: 'success' })
        } catch (thrown) {
          tellFailure(recordsVisitWords().notSent, thrown)
        }
        this.render({ asking: false })
        await this.load()
      },

      /** Of a place on a standing pass: taken with a consent of its own, as for a booking (spec 4.4, 6). */
      onAddPhoto() {
        if (this.state.adding) return
        if (this.state.unsent !== '') void this.addPhoto(this.state.unsent)
        else
          void openPage(routes.faceCapture('standing'), {
            taken: ({ photoId }: { photoId: string }) => void this.addPhoto(photoId),
          })
      },

      async addPhoto(photoId: string) {
        this.render({ adding: true, photoRefused: '' })
        try {
          await call('face.add', { visitId: this.visitId, photoId }, { idempotencyKey: this.add })
          this.render({ unsent: '' })
          void wx.showToast({ title: recordsVisitWords().photoAdded, icon: 'success' })
        } catch (thrown) {
          const refusal = asApiError(thrown)
          // Without an answer it is there still, to be sent again; refused, another one has to be taken.
          this.render({ photoRefused: refusal.message, unsent: isUnsettled(refusal) ? photoId : '' })
        }
        this.render({ adding: false })
        await this.load()
      },

      /** The consent for the photo goes back at any time; the booking stands as it is (spec 9). */
      async onWithdrawFace() {
        if (this.state.withdrawing) return
        const { confirm } = await ask({
          title: recordsVisitWords().onWithdrawFaceTitle,
          content: recordsVisitWords().onWithdrawFaceContent,
          confirmText: recordsVisitWords().onWithdrawFaceConfirmText,
          cancelText: recordsVisitWords().onWithdrawFaceCancelText,
          confirmColor: '#b3372c',
        })
        if (!confirm) return
        this.render({ withdrawing: true })
        try {
          await call('face.withdraw', { visitId: this.visitId }, { idempotencyKey: this.withdraw })
          this.render({ unsent: '', photoRefused: '' })
          void wx.showToast({ title: recordsVisitWords().withdrawn, icon: 'success' })
        } catch (thrown) {
          tellFailure(recordsVisitWords().notWithdrawn, thrown)
        }
        this.render({ withdrawing: false })
        await this.load()
      },

      async load() {
        this.render({ loading: true })
        try {
          const detail = await call('visit.get', { visitId: this.visitId })
          this.render({ detail, failure: null, loading: false, now: serverNow(), willTell: willTell() })
          if (tabOf(detail.visit.state) === 'ended') void markEndedSeen(this.visitId)
        } catch (thrown) {
          this.render({ failure: failureOf(thrown), loading: false })
        }
        this.lookAgain()
      },

      lookAgain() {
        clearTimeout(this.again)
        const delivering = this.state.detail?.delivery.some(({ state }) => state === 'delivering') ?? false
        this.again =
          this.shown && delivering ? setTimeout(() => void this.refreshDelivery(), LOOK_AGAIN_MS) : 0
      },

      /** Quietly: what is shown stays when there is no answer. */
      async refreshDelivery() {
        try {
          const detail = await call('visit.get', { visitId: this.visitId })
          this.render({ detail, now: serverNow() })
        } catch {
          // Asked again after the pause.
        }
        this.lookAgain()
      },

      rest() {
        this.shown = false
        this.lookAgain()
      },
    },
  ),
)
