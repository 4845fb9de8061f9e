import { statefulPage } from '../../../behaviors/stateful-page'
import type { HostRow, Input } from '../../../../contract'
import { call } from '../../../api/call'
import { askConsent } from '../../../api/consent'
import { willTell } from '../../../api/session'
import { idempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf, type ApiError } from '../../../api/api-error'
import { knownMe } from '../../../api/session'
import { routes, type BookingStart } from '../../../config/routes'
import type { Day } from '../../../domain/values/days'
import { DOCUMENT_KINDS } from '../../../domain/values/documents'
import { normaliseForm } from '../../../domain/visit/visit-form'
import type { FieldError } from '../../../domain/errors'
import { removeDraft, removeSending, saveDraft, sendingOf } from '../../../device-storage/booking-draft'
import { removeOwnValues, saveOwnValues, ownValuesOf } from '../../../device-storage/own-values'
import {
  helpTopicFor,
  mayAskRelease,
  ownOf,
  wayOut,
  withCheckAsked,
  withReleaseAsked,
} from './booking-refusal.view'
import { draftOf, openBooking } from './booking-start'
import {
  addCompanion,
  allFieldErrors,
  chooseFirstDay,
  chooseHost,
  chooseLastDay,
  chooseOneDay,
  choosePhoto,
  fillOwnValues,
  hostPicked,
  isBlank,
  leaveField,
  newBooking,
  removeCompanion,
  tryToSubmit,
  withField,
  withServerFieldErrors,
  type BookingState,
} from './booking-state'
import { formView } from './form.view'
import { bookingFormWords } from '../../../locales/booking-form'

const DRAFT_PAUSE_MS = 400
const FROM_NOTHING: BookingStart = {}

Page(
  statefulPage(
    {
      initial: () => ({ ...newBooking(), inviting: false }),
      view: ({ inviting, ...state }) => formView(state, inviting),
    },
    {
      start: FROM_NOTHING,
      send: idempotencyKey(),
      ask: idempotencyKey(),
      discard: idempotencyKey(),
      draftPause: 0,

      onLoad(query: BookingStart) {
        this.start = query
        this.send = sendingOf(draftOf(query))
        this.ask = idempotencyKey()
        this.discard = idempotencyKey()
        this.state = { ...newBooking(), inviting: query.inviting !== undefined }
        const { titles } = bookingFormWords()
        const title = query.revise ? titles.revising : query.inviting ? titles.inviting : titles.booking
        void wx.setNavigationBarTitle({ title })
        void this.open()
        // Templates for the consent sheet must be at hand when the button is tapped.
        knownMe().catch(() => undefined)
      },

      onUnload() {
        this.keepNow()
      },

      onHide() {
        this.keepNow()
      },

      async open() {
        this.render({ failure: '' })
        try {
          this.render(await openBooking(this.start))
        } catch (thrown) {
          this.render(failureOf(thrown))
        }
      },

      onRetryOpening() {
        void this.open()
      },

      // Typing

      onType(event: WechatMiniprogram.CustomEvent<{ field: string; value: string }>) {
        this.edit(withField(this.state, event.detail.field, event.detail.value))
      },

      onLeave(event: WechatMiniprogram.CustomEvent<{ field: string }>) {
        this.edit(leaveField(this.state, event.detail.field))
      },

      onNote(event: WechatMiniprogram.Input) {
        this.edit(withField(this.state, 'note', event.detail.value))
      },

      onFindHost() {
        void wx.navigateTo({
          url: routes.hostSearch(this.state.unit ?? undefined),
          events: { chosen: (host: HostRow) => this.edit(chooseHost(this.state, host)) },
        })
      },

      onPurpose(event: WechatMiniprogram.BaseEvent) {
        this.edit(withField(this.state, 'purpose', event.currentTarget.dataset.id))
      },

      onQuickDay(event: WechatMiniprogram.BaseEvent) {
        this.edit(chooseOneDay(this.state, event.currentTarget.dataset.day as Day))
      },

      onFirstDay(event: WechatMiniprogram.PickerChange) {
        this.edit(chooseFirstDay(this.state, event.detail.value as string))
      },

      onLastDay(event: WechatMiniprogram.PickerChange) {
        this.edit(chooseLastDay(this.state, event.detail.value as string))
      },

      /** `data-field` names the kind: documentKind, or companions.0.documentKind. */
      onDocumentKind(event: WechatMiniprogram.PickerChange) {
        const kind = DOCUMENT_KINDS[Number(event.detail.value)]
        if (kind) this.edit(withField(this.state, event.currentTarget.dataset.field as string, kind))
      },

      onPhoneKind() {
        const kind = this.state.form.phoneKind === 'mainland' ? 'international' : 'mainland'
        this.edit(withField(this.state, 'phoneKind', kind))
      },

      onDriving(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
        this.edit(withField(this.state, 'driving', event.detail.value))
      },

      onOpenPlate() {
        this.render({ plateOpen: true })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.edit(withField(this.state, 'plate', event.detail.value))
      },

      onPlateDone() {
        if (this.state.plateOpen) this.edit({ ...leaveField(this.state, 'plate'), plateOpen: false })
      },

      onAddCompanion() {
        this.edit(addCompanion(this.state))
      },

      onRemoveCompanion(event: WechatMiniprogram.BaseEvent) {
        this.edit(removeCompanion(this.state, event.currentTarget.dataset.at as number))
      },

      onTakePhoto() {
        void wx.navigateTo({
          url: routes.faceCapture(),
          events: {
            taken: (photo: { photoId: string; path: string }) => this.edit(choosePhoto(this.state, photo)),
          },
        })
      },

      /** The consent is withdrawn with the photo. One that a booking holds goes when the change is sent. */
      onRemovePhoto() {
        const { photoId } = this.state.form
        this.edit(choosePhoto(this.state, null))
        if (photoId === undefined) return
        call('face.discard', { photoId }, { idempotencyKey: this.discard }).catch(() => undefined)
      },

      onFillOwn() {
        this.edit(fillOwnValues(this.state))
      },

      async onClearPhone() {
        const words = bookingFormWords().clearing
        const { confirm } = await wx.showModal({
          title: words.title,
          content: words.content,
          confirmText: words.confirm,
        })
        if (!confirm) return
        const draft = draftOf(this.start)
        await Promise.all([removeDraft(draft), removeSending(draft), removeOwnValues()])
        this.send = sendingOf(draft)
        this.render({ ...newBooking(), options: this.state.options })
        await this.open()
        void wx.pageScrollTo({ scrollTop: 0 })
        void wx.showToast({ title: words.done, icon: 'success' })
      },

      // Sending

      async onSubmit() {
        if (this.state.sending !== 'no') return
        const [first] = allFieldErrors(this.state)
        if (first !== undefined) {
          this.render(tryToSubmit(this.state))
          this.jumpTo(first.field)
          return
        }
        this.render({ tried: true, sending: 'sending', refusal: null })
        // Before the dialog: the platform lets a tap ask for messages only until the first thing it waits for.
        await askConsent('decision')
        if (this.start.inviting !== undefined && !(await vouched())) {
          this.render({ sending: 'no' })
          return
        }
        try {
          const { visitId, approvers } = await this.submit()
          await removeDraft(draftOf(this.start))
          // What was typed for a guest is the guest's, not this phone's.
          if (this.start.inviting === undefined) await saveOwnValues(ownValuesOf(this.state.form))
          this.render({ sending: 'no', done: { visitId, approvers } })
          void wx.pageScrollTo({ scrollTop: 0, duration: 0 })
        } catch (thrown) {
          this.refused(asApiError(thrown))
        }
      },

      async submit(): Promise<{ visitId: string; approvers: number }> {
        const form = { ...normaliseForm(this.state.form), ...hostPicked(this.state) }
        const options = { idempotencyKey: this.send, onRetry: () => this.render({ sending: 'confirming' }) }
        const { revising, invitation } = this.state
        const { inviting } = this.start
        if (inviting !== undefined) {
          const vip = inviting === 'vip'
          const made = await call('invitation.create', { form, vip, vouched: true }, options)
          return { visitId: made.visitId, approvers: 0 }
        }
        if (invitation !== null)
          return call('invitation.accept', { invitationId: invitation.invitationId, form }, options)
        if (revising === null) return call('visit.submit', { form }, options)
        return call('visit.revise', { visitId: revising.visitId, rev: revising.rev, form }, options)
      },

      refused(refusal: ApiError) {
        const fieldErrors =
          refusal.code === 'FORM' ? (refusal.details.fieldErrors as FieldError[] | undefined) : undefined
        if (fieldErrors === undefined || fieldErrors.length === 0) {
          this.render({ sending: 'no', refusal })
          this.jumpTo('refusal')
          return
        }
        this.render({ ...withServerFieldErrors(this.state, fieldErrors), sending: 'no' })
        this.jumpTo((fieldErrors[0] as FieldError).field)
      },

      onWayOut() {
        const { code = '', details = {} } = this.state.refusal ?? {}
        const way = wayOut(code, details)
        if (way === 'records') void wx.switchTab({ url: routes.records() })
        else if (way === 'own') void wx.navigateTo({ url: routes.visit(String(details.visitId)) })
        else if (way === 'retry') void this.onSubmit()
        else if (way === 'askCheck') void this.askCheck()
        else if (way === 'reload') {
          this.keepNow()
          this.render({ refusal: null })
          void this.open()
        }
      },

      /** The desk looks whether the vehicle really is inside; whoever asked is told. */
      async askCheck() {
        const { refusal, sending } = this.state
        const stayId = refusal?.details.stayId
        if (refusal === null || sending !== 'no' || typeof stayId !== 'string') return
        this.render({ sending: 'sending' })
        const allowed = await askConsent('decision')
        try {
          await call('vehicle.askCheck', { stayId }, { idempotencyKey: this.ask })
          this.render({ sending: 'no', refusal: withCheckAsked(refusal, allowed > 0 || willTell()) })
        } catch (thrown) {
          this.render({ sending: 'no' })
          void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
        }
      },

      onSecond() {
        const { refusal } = this.state
        if (refusal === null) return
        if (ownOf(refusal.details) === null) void this.askRelease()
        else void wx.navigateTo({ url: routes.booking({ revise: String(refusal.details.visitId) }) })
      },

      /** The unit of the booking in the way is asked to let it go; it doesn't learn who asks. */
      async askRelease() {
        const { refusal, sending, form } = this.state
        if (refusal === null || sending !== 'no' || !mayAskRelease(refusal)) return
        const { visitId, field } = refusal.details as Pick<Input<'release.ask'>, 'visitId' | 'field'>
        const { firstDay, lastDay } = form
        this.render({ sending: 'sending' })
        const allowed = await askConsent('decision')
        try {
          await call('release.ask', { visitId, field, firstDay, lastDay }, { idempotencyKey: this.ask })
          this.render({ sending: 'no', refusal: withReleaseAsked(refusal, allowed > 0 || willTell()) })
        } catch (thrown) {
          this.render({ sending: 'no' })
          void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
        }
      },

      onHelp() {
        const topic = helpTopicFor(this.state.refusal?.code ?? '')
        if (topic !== null) void wx.navigateTo({ url: routes.help(topic) })
      },

      onSeeVisit() {
        if (this.start.inviting !== undefined) void wx.redirectTo({ url: routes.invitations() })
        else if (this.state.done !== null) void wx.redirectTo({ url: routes.visit(this.state.done.visitId) })
      },

      onHome() {
        void wx.switchTab({ url: routes.home() })
      },

      // State

      /** A change by the person at the phone: it is kept as a draft. */
      edit(state: BookingState) {
        this.render(state)
        clearTimeout(this.draftPause)
        this.draftPause = setTimeout(() => this.keepNow(), DRAFT_PAUSE_MS)
      },

      keepNow() {
        clearTimeout(this.draftPause)
        const { form, host, done, options } = this.state
        if (done === null && options !== null && !isBlank(form))
          void saveDraft(draftOf(this.start), { form, host })
      },

      jumpTo(field: string) {
        const selector = `#at-${field.split('.').join('-')}`
        // The element may only now be appearing.
        wx.nextTick(() => void wx.pageScrollTo({ selector, offsetTop: -24, duration: 200 }))
      },
    },
  ),
)

/** The inviter answers for the guest's identity, and says so (spec 4). */
async function vouched(): Promise<boolean> {
  const words = bookingFormWords().vouching
  const { confirm } = await wx.showModal({
    title: words.title,
    content: words.content,
    confirmText: words.confirm,
  })
  return confirm
}
