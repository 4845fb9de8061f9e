import { statefulPage } from '../../../behaviors/stateful-page'
import { ask } from '../../../api/ask'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent } from '../../../api/consent'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError, failureOf, type ApiError } from '../../../api/api-error'
import { loadMe } from '../../../api/session'
import { routes } from '../../../config/routes'
import { approvalsVisitWords } from '../../locales/approvals-visit'
import { answeredWords } from '../../locales/releases'
import type { ReasonedDecision } from './reasons'
import { approvalView, initialApproval, overtakenSentence, readAnew, type Decision } from './visit.view'
import { leavePage } from '../../../api/leave-page'

/** Refusals after which the page shows something else. */
const LOOK_AGAIN: readonly string[] = ['FROZEN', 'DAYS_PAST', 'CHANGED_MEANWHILE']

const noKeys = (): Record<string, IdempotencyKey> => ({})

/** One booking of the own unit, to decide on with one thumb (spec 3). */
Page(
  statefulPage(
    {
      initial: initialApproval,
      view: approvalView,
      moment: () => ({ now: serverNow() }),
    },
    {
      visitId: '',
      keys: {} as Record<Decision | 'answer' | 'unmask', IdempotencyKey>,

      /** One for each photo and answer: another photo may come while the page is open. */
      photoKeys: noKeys(),

      onLoad(query: { id?: string }) {
        this.visitId = query.id ?? ''
        this.photoKeys = noKeys()
        this.keys = {
          approve: idempotencyKey(),
          return: idempotencyKey(),
          revoke: idempotencyKey(),
          answer: idempotencyKey(),
          unmask: idempotencyKey(),
        }
        void this.refresh()
      },

      async onPullDownRefresh() {
        await this.refresh()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.refresh()
      },

      async onApprove() {
        if (this.state.waiting !== null) return
        this.render({ waiting: 'approve', repeating: false, refused: '' })
        await askConsent('newBooking')
        await this.decide('approve', (options) => call('approval.approve', this.asSeen(), options))
      },

      /** The booking, and when what this page shows of it was sent. */
      asSeen() {
        return { visitId: this.visitId, seen: this.state.detail?.visit.submittedAt }
      },

      onFace() {
        const face = this.data.visit?.face
        if (face) void wx.previewImage({ urls: [face] })
      },

      onUnmask() {
        void this.unmask()
      },

      /** The number is asked for, which is recorded, and dialled at once. */
      async onCall() {
        const phoneNumber = (await this.unmask())?.phone ?? ''
        // Rejects when the caller thinks better of it.
        if (phoneNumber !== '') wx.makePhoneCall({ phoneNumber }).catch(() => undefined)
      },

      async unmask() {
        if (this.state.unmasked !== null) return this.state.unmasked
        if (this.state.unmasking) return null
        this.render({ unmasking: true })
        try {
          const input = { visitId: this.visitId }
          const unmasked = await call('approval.unmask', input, { idempotencyKey: this.keys.unmask })
          this.render({ unmasked, unmasking: false })
          return unmasked
        } catch (thrown) {
          this.render({ unmasking: false })
          void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
          return null
        }
      },

      onAskReason(event: WechatMiniprogram.TouchEvent) {
        if (this.state.waiting !== null) return
        const kind = event.currentTarget.dataset.kind as ReasonedDecision
        this.render({ sheet: { open: true, kind }, refused: '' })
      },

      /** One tap; what it brings about stands above the buttons (spec 3). */
      async onAnswer(event: WechatMiniprogram.TouchEvent) {
        const field = event.currentTarget.dataset.field === 'change' ? 'change' : 'cancel'
        const asked = this.state.detail?.[`${field}Asked`] ?? null
        if (asked === null || this.state.answering !== null || this.state.waiting !== null) return
        const release = event.currentTarget.dataset.answer === 'yes'
        this.render({ answering: release ? 'yes' : 'no', refused: '' })
        try {
          await call(
            'release.answer',
            { releaseId: asked.releaseId, release, seen: asked.askedAt },
            { idempotencyKey: this.keys.answer },
          )
          this.render({ answering: null })
          void wx.showToast({ title: answeredWords(field, release), icon: 'none' })
        } catch (thrown) {
          this.render({ answering: null, refused: asApiError(thrown).message })
        }
        await this.refresh()
      },

      /** Whether a photo that was added to a standing pass shows the person (spec 4.4). */
      async onPhotoAnswer(event: WechatMiniprogram.TouchEvent) {
        const face = this.state.detail?.face ?? null
        if (face === null || this.state.photoAnswering !== null) return
        const accept = event.currentTarget.dataset.answer === 'yes'
        // What isn't taken is deleted at once.
        if (!accept && !(await ask(approvalsVisitWords.dropPhoto)).confirm) return
        if (this.state.photoAnswering !== null) return
        this.render({ photoAnswering: accept ? 'yes' : 'no', refused: '' })
        try {
          const { visitId } = this
          await call(
            'face.answer',
            { visitId, photoId: face.photoId, accept },
            { idempotencyKey: (this.photoKeys[`${face.photoId}:${accept}`] ??= idempotencyKey()) },
          )
          const title = accept ? approvalsVisitWords.photoTaken : approvalsVisitWords.photoNotTaken
          void wx.showToast({ title, icon: 'none' })
          this.render({ photoAnswering: null })
        } catch (thrown) {
          this.render({ photoAnswering: null, refused: asApiError(thrown).message })
        }
        await this.refresh()
      },

      onCloseSheet() {
        this.render({ sheet: { ...this.state.sheet, open: false }, refused: '' })
      },

      async onReasoned(event: WechatMiniprogram.CustomEvent<{ kind: ReasonedDecision; reason: string }>) {
        if (this.state.waiting !== null) return
        const { kind, reason } = event.detail
        this.render({ waiting: kind, repeating: false, refused: '' })
        const action = kind === 'return' ? 'approval.return' : 'approval.revoke'
        await this.decide(kind, (options) => call(action, { ...this.asSeen(), reason }, options))
      },

      onNext() {
        const { nextId } = this.data.footer
        if (nextId !== '') void wx.redirectTo({ url: routes.approval(nextId) })
      },

      onBackToList() {
        void leavePage(routes.approvals())
      },

      async decide(
        decision: Decision,
        send: (options: { idempotencyKey: IdempotencyKey; onRetry: () => void }) => Promise<unknown>,
      ) {
        try {
          await send({ idempotencyKey: this.keys[decision], onRetry: () => this.render({ repeating: true }) })
          this.render({ waiting: null, decided: decision, sheet: { ...this.state.sheet, open: false } })
          await Promise.all([this.refresh(), this.loadQueue()])
        } catch (thrown) {
          await this.onRefused(asApiError(thrown))
        }
      },

      /** What was picked and typed stays; only a booking that somebody else decided has no use for it. */
      async onRefused(refusal: ApiError) {
        if (refusal.code !== 'ALREADY_DECIDED') {
          this.render({ waiting: null, refused: refusal.message })
          if (LOOK_AGAIN.includes(refusal.code)) await this.refresh()
          return
        }
        this.render({
          waiting: null,
          overtaken: overtakenSentence(refusal, serverNow()),
          sheet: { ...this.state.sheet, open: false },
        })
        await Promise.all([this.refresh(), this.loadQueue()])
      },

      async refresh() {
        this.render({ loading: true, failure: null })
        const [me, detail] = await Promise.all([
          loadMe().catch(() => this.state.me),
          call('approval.get', { visitId: this.visitId }).catch(asApiError),
        ])
        if ('code' in detail) this.render({ me, loading: false, failure: failureOf(detail) })
        else this.render({ me, ...readAnew(this.state, detail), loading: false })
      },

      /** What else waits. Without an answer 返回列表 is offered alone. */
      async loadQueue() {
        try {
          const { rows, next } = await call('approval.list', { list: 'pending', cursor: null })
          this.render({ queue: { rows, more: next !== null } })
        } catch (thrown) {
          console.warn('approval.list', asApiError(thrown).code)
        }
      },
    },
  ),
)
