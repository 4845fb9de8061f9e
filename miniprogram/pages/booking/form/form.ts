import { statefulPage } from '../../../behaviors/stateful-page'
import type { HostRow } from '../../../../contract'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent } from '../../../api/consent'
import { idempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf, type ApiError } from '../../../api/api-error'
import { proveNumber } from '../../../api/prove-number'
import { knownMe } from '../../../api/session'
import { jumpTo } from '../../../api/jump-to'
import { openPage } from '../../../api/open-page'
import { routes, type BookingStart } from '../../../config/routes'
import { dayOf, type Day } from '../../../domain/values/days'
import { DOCUMENT_KINDS } from '../../../domain/values/documents'
import type { PrivacyTick } from '../../../domain/visit/privacy'
import { normalisePhone } from '../../../domain/values/phones'
import { sendingOf } from '../../../device-storage/booking-draft'
import { removeTyped } from '../../../device-storage/typed'
import { mayClear, mayStopPass, vouched } from './booking-dialogs'
import { fieldErrorsOf } from './booking-refusal.view'
import { sendBooking } from './booking-send'
import { keepDraft, keepSent } from './booking-kept'
import { draftOf, openBooking, titleOf, withRules } from './booking-start'
import * as booking from './booking-state'
import { refusalWays } from './refusal-ways'
import { formView } from './form.view'
import { bookingFormWords } from '../../../locales/booking-form'

const DRAFT_PAUSE_MS = 400
/** Three frames: the first screen of a form can be seen. */
const SEEN_AFTER_MS = 50
const FROM_NOTHING: BookingStart = {}

Page(
  statefulPage(
    {
      initial: () => ({ ...booking.newBooking(), inviting: false, whole: false }),
      /** `whole`: what stands below the first screen is drawn too. */
      view: ({ inviting, whole, ...state }) => ({ ...formView(state, inviting), whole }),
      moment: (state) => booking.asOf(state, dayOf(serverNow())),
    },
    {
      start: FROM_NOTHING,
      send: idempotencyKey(),
      ask: idempotencyKey(),
      discard: idempotencyKey(),
      /** The day whose rules these are. */
      rulesOf: '',
      /** Something was changed here: what was only looked at is no draft. */
      edited: false,
      draftPause: 0,
      drawing: 0,

      onLoad(query: BookingStart) {
        this.start = query
        this.edited = false
        this.send = sendingOf(draftOf(query))
        this.ask = idempotencyKey()
        this.discard = idempotencyKey()
        this.state = { ...this.state, inviting: query.inviting !== undefined }
        void wx.setNavigationBarTitle({ title: titleOf(query) })
        void this.open()
        // Templates for the consent sheet must be at hand when the button is tapped.
        knownMe().catch(() => undefined)
      },

      /** After midnight also what the office lets book may be another. */
      onShow() {
        if (this.state.options === null || this.rulesOf === dayOf(serverNow())) return
        this.render({})
        call('visit.options', {})
          .then((options) => {
            this.render(withRules(this.state, options))
            this.rulesOf = dayOf(serverNow())
          })
          .catch(() => undefined)
      },

      onUnload() {
        clearTimeout(this.drawing)
        this.keepNow()
      },
      onHide() {
        this.keepNow()
      },

      async open() {
        this.render({ failure: null })
        try {
          this.render(await openBooking(this.start))
          this.rulesOf = dayOf(serverNow())
          this.drawing = setTimeout(() => this.render({ whole: true }), SEEN_AFTER_MS)
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },

      onRetryOpening() {
        void this.open()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: string; value: string }>) {
        this.edit(booking.withField(this.state, event.detail.field, event.detail.value))
      },

      onLeave(event: WechatMiniprogram.CustomEvent<{ field: string }>) {
        this.edit(booking.leaveField(this.state, event.detail.field))
      },

      onFindHost() {
        void openPage(routes.hostSearch(this.state.unit ?? undefined), {
          chosen: (host: HostRow) => this.edit(booking.chooseHost(this.state, host)),
        })
      },

      onPurpose(event: WechatMiniprogram.BaseEvent) {
        this.edit(booking.withField(this.state, 'purpose', event.currentTarget.dataset.id))
      },

      onQuickDay(event: WechatMiniprogram.BaseEvent) {
        this.edit(booking.chooseOneDay(this.state, event.currentTarget.dataset.day as Day))
      },

      onFirstDay(event: WechatMiniprogram.PickerChange) {
        this.edit(booking.chooseFirstDay(this.state, event.detail.value as string))
      },

      onLastDay(event: WechatMiniprogram.PickerChange) {
        this.edit(booking.chooseLastDay(this.state, event.detail.value as string))
      },

      /** `data-field` names the kind: documentKind, or companions.0.documentKind. */
      onDocumentKind(event: WechatMiniprogram.PickerChange) {
        const kind = DOCUMENT_KINDS[Number(event.detail.value)]
        if (kind) this.edit(booking.withField(this.state, event.currentTarget.dataset.field as string, kind))
      },

      onPhoneKind() {
        const kind = this.state.form.phoneKind === 'mainland' ? 'international' : 'mainland'
        this.edit(booking.withField(this.state, 'phoneKind', kind))
      },

      async onPhoneNumber(event: WechatMiniprogram.CustomEvent<{ code?: string }>) {
        const { code } = event.detail
        if (code === undefined || this.state.proving) return
        this.render({ proving: true })
        try {
          const wasOnForm = normalisePhone(this.state.form.phone)
          const { phone, phoneKind } = await proveNumber(code)
          this.edit({ ...booking.chooseProvedPhone(this.state, phone, phoneKind), proving: false })
          // It was refused for want of the proof: with it the same form is sent again.
          if (this.state.refusal !== null && phone === wasOnForm) void this.onSubmit()
        } catch (thrown) {
          this.render({ proving: false })
          void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
        }
      },

      onDriving(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.edit(booking.withField(this.state, 'driving', event.detail.value))
      },

      onOpenPlate() {
        this.render({ plateOpen: true })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.edit(booking.withField(this.state, 'plate', event.detail.value))
      },

      onPlateDone() {
        if (this.state.plateOpen) this.edit({ ...booking.leaveField(this.state, 'plate'), plateOpen: false })
      },

      onPrivacy(event: WechatMiniprogram.CustomEvent<{ value?: PrivacyTick }>) {
        this.edit(booking.withField(this.state, 'privacy', event.detail.value))
      },

      onAddCompanion() {
        this.edit(booking.addCompanion(this.state))
      },

      onRemoveCompanion(event: WechatMiniprogram.BaseEvent) {
        this.edit(booking.removeCompanion(this.state, event.currentTarget.dataset.at as number))
      },

      onTakePhoto() {
        void openPage(routes.faceCapture(), {
          taken: (photo: { photoId: string; path: string }) =>
            this.edit(booking.choosePhoto(this.state, photo)),
        })
      },

      /** The consent is withdrawn with the photo. One that a booking holds goes when the change is sent. */
      onRemovePhoto() {
        const { photoId } = this.state.form
        this.edit(booking.choosePhoto(this.state, null))
        if (photoId === undefined) return
        call('file.discard', { uploadId: photoId }, { idempotencyKey: this.discard }).catch(() => undefined)
      },

      onFillOwn() {
        this.edit(booking.fillOwnValues(this.state))
      },

      async onClearPhone() {
        if (!(await mayClear())) return
        this.edited = false
        await removeTyped()
        this.send = sendingOf(draftOf(this.start))
        this.render({ ...booking.newBooking(), options: this.state.options })
        await this.open()
        void wx.pageScrollTo({ scrollTop: 0 })
        void wx.showToast({ title: bookingFormWords().clearing.done, icon: 'success' })
      },

      async onSubmit() {
        if (this.state.sending !== 'no') return
        const [first] = booking.allFieldErrors(this.state)
        if (first !== undefined) {
          this.render(booking.tryToSubmit(this.state))
          return jumpTo(first.field)
        }
        this.render({ tried: true, sending: 'sending', refusal: null })
        // Before the dialog: the platform lets a tap ask for messages only until the first thing it waits for.
        await askConsent('decision')
        const { revising } = this.state
        const agreed =
          (this.start.inviting === undefined || (await vouched())) &&
          (revising?.approved !== true || (await mayStopPass()))
        if (!agreed) return this.render({ sending: 'no' })
        try {
          const { visitId, approvers } = await sendBooking(this.state, this.start, {
            idempotencyKey: this.send,
            onRetry: () => this.render({ sending: 'confirming' }),
          })
          const first = await keepSent(this.state, this.start, visitId)
          this.render({ sending: 'no', done: { visitId, approvers, first } })
          void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        } catch (thrown) {
          this.refused(asApiError(thrown))
        }
      },

      refused(refusal: ApiError) {
        const fieldErrors = fieldErrorsOf(refusal)
        const [first] = fieldErrors
        if (first === undefined) {
          this.render({ sending: 'no', refusal })
          return jumpTo('refusal')
        }
        this.render({ ...booking.withServerFieldErrors(this.state, fieldErrors), sending: 'no' })
        jumpTo(first.field)
      },

      ...refusalWays,
      wantedDays() {
        return this.state.form
      },
      sendAgain() {
        void this.onSubmit()
      },
      loadAgain() {
        this.keepNow()
        this.render({ refusal: null })
        void this.open()
      },

      onSeeVisit() {
        if (this.start.inviting !== undefined) void wx.redirectTo({ url: routes.invitations() })
        else if (this.state.done !== null) void wx.redirectTo({ url: routes.visit(this.state.done.visitId) })
      },

      onHome() {
        void wx.switchTab({ url: routes.home() })
      },

      /** A change by the person at the phone: it is kept as a draft. */
      edit(state: booking.BookingState) {
        this.edited ||= JSON.stringify(state.form) !== JSON.stringify(this.state.form)
        this.render(state)
        clearTimeout(this.draftPause)
        this.draftPause = setTimeout(() => this.keepNow(), DRAFT_PAUSE_MS)
      },

      keepNow() {
        clearTimeout(this.draftPause)
        if (this.edited) keepDraft(this.state, this.start)
      },
    },
  ),
)
