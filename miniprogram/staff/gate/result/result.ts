import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { asApiError, isUnsettled } from '../../../api/api-error'
import { currentCheck, dropCheck, goOnToNext } from '../check'
import { inputOf, NO_CHECK, type GateCheck } from '../gate-check'
import { checkOffline, mayCheckOffline, verdictOf, type Verdict } from '../offline/check-offline'
import { mayOverride } from '../../../domain/gate/reasons'
import { OfflineWord } from './offline-word'
import { noteAnswered } from './own-passage'
import { withoutNetwork } from '../offline/network'
import { signal } from '../signals'
import { faceOf, type FaceShown } from './face.view'
import { OFFLINE_GREEN_SECONDS } from './offline-result.view'
import { NO_WORK, type GateWork } from './result-screen'
import { JUDGED } from './judged'
import { resultView, secondsShown, signalOf, type ResultState } from './result.view'
import { gateResultWords } from '../../../locales/zh/pages/gate-result'
import { leavePage } from '../../../api/leave-page'
import { routes } from '../../../config/routes'

/** So long the server may take before the phone decides by itself: a queue waits behind this visitor. */
const PATIENCE_MS = 4_000
/** The answer on the whole screen: may this visitor pass here (spec 5.1). */
Page(
  statefulPage(
    {
      initial: (): { result: ResultState } => ({ result: { phase: 'checking', check: NO_CHECK } }),
      view: ({ result }: { result: ResultState }) => resultView(result),
    },
    {
      idempotencyKey: null as IdempotencyKey | null,
      /** 已收费 and 事由不符 are requests of their own, and so is the photo. */
      key: null as IdempotencyKey | null,
      photoKey: null as IdempotencyKey | null,
      timer: 0,
      closed: false,
      /** Of a decision of this phone. */
      word: null as OfflineWord | null,
      settling: false,

      onLoad() {
        const begun = currentCheck()
        this.closed = false
        this.timer = 0
        this.word = null
        if (begun === null) {
          this.leave()
          return
        }
        this.idempotencyKey = begun.idempotencyKey
        this.key = idempotencyKey()
        this.photoKey = idempotencyKey()
        void this.ask(begun.check)
      },

      onUnload() {
        this.word?.leave()
        this.closed = true
        clearInterval(this.timer)
        dropCheck()
      },

      onTap() {
        if (this.data.tapGoesOn) this.goOn()
      },

      onRetry() {
        if (!this.data.busy) void this.ask(this.state.result.check)
      },

      onLeave() {
        this.leave()
      },

      onNext() {
        this.goOn()
      },

      // What the guard does about an answer

      onExplain() {
        this.setWork({ explaining: true })
      },

      onCloseSheet() {
        this.setWork({ explaining: false })
      },

      onOverride(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        const { reason } = event.detail
        if (this.state.result.phase === 'offline')
          void this.settle({ allowed: true, reason: 'OVERRIDE', override: reason })
        else void this.ask({ ...this.state.result.check, override: reason })
      },

      /** The rules couldn't say; the guard looked and lets pass. */
      onPermit() {
        if (this.state.result.phase !== 'offline') return
        const { doubt } = this.state.result.decision
        if (doubt === null) return
        void this.settle({ allowed: true, reason: 'OVERRIDE', override: JUDGED[doubt].override })
      },

      onDeny() {
        if (this.state.result.phase !== 'offline') return
        const { doubt } = this.state.result.decision
        if (doubt === null) return
        void this.settle({ allowed: false, reason: JUDGED[doubt].refused, override: null })
      },

      async onPaid() {
        const fee = this.state.result.phase === 'answered' ? this.state.result.answer.fee : null
        if (
          fee !== null &&
          (await this.doing('paying', () => call('vehicle.paid', { stayId: fee.stayId }, this.kept())))
        )
          this.goOn()
      },

      async onMisfit() {
        if (this.state.result.phase !== 'answered' || this.state.result.answer.passageId === null) return
        const { passageId } = this.state.result.answer
        const { gateId } = this.state.result.check
        if (
          await this.doing('marking', () =>
            call('gate.markPurposeMismatch', { gateId, passageId }, this.kept()),
          )
        )
          this.setWork({ marked: true })
      },

      // The photo to compare with

      async fetchFace() {
        if (this.state.result.phase !== 'answered' || this.state.result.answer.passageId === null) return
        const { passageId } = this.state.result.answer
        this.showFace({ stage: 'asking' })
        try {
          const input = { gateId: this.state.result.check.gateId, passageId }
          const options = this.photoKey === null ? {} : { idempotencyKey: this.photoKey }
          const { url } = await call('gate.face', input, options)
          this.showFace(url === null ? { stage: 'gone' } : { stage: 'loading', url })
        } catch (thrown) {
          this.showFace({ stage: asApiError(thrown).code === 'NOT_FOUND' ? 'gone' : 'failed' })
        }
      },

      onFaceSeen() {
        const { result: state } = this.state
        if (state.phase === 'answered' && 'url' in state.face)
          this.showFace({ stage: 'shown', url: state.face.url })
      },

      onFaceFailed() {
        this.showFace({ stage: 'failed' })
      },

      onFaceAgain() {
        if (this.data.face.retries) void this.fetchFace()
        else this.onTap()
      },

      /** A plain green begins to count when the photo is there, or won't come; not once the guard is busy with the answer. */
      showFace(face: FaceShown) {
        const { result: state } = this.state
        if (state.phase !== 'answered') return
        clearInterval(this.timer)
        const secondsLeft = state.work === NO_WORK ? secondsShown(state.answer, face) : null
        this.show({ ...state, face, secondsLeft })
        this.countDown()
      },

      kept() {
        return this.key === null ? {} : { idempotencyKey: this.key }
      },

      /** Holds the countdown while something is sent; true when it was done. */
      async doing(what: 'paying' | 'marking', send: () => Promise<unknown>): Promise<boolean> {
        this.setWork({ doing: what, failure: '' })
        try {
          await send()
          this.setWork({ doing: 'nothing' })
          return true
        } catch (thrown) {
          this.setWork({ doing: 'nothing', failure: asApiError(thrown).message })
          return false
        }
      },

      /** Whoever does something about an answer wants it to stay. */
      setWork(change: Partial<GateWork>) {
        clearInterval(this.timer)
        const { result: state } = this.state
        if (state.phase === 'answered' || state.phase === 'offline')
          this.show({ ...state, secondsLeft: null, work: { ...state.work, ...change } })
      },

      /**
       * Asks the server; a phone that can decide by itself waits for the answer no longer than a visitor does. Without, it
       * asks again with the same request id after a lost reply.
       */
      async ask(check: GateCheck) {
        const input = inputOf(check)
        this.show({ phase: 'checking', check })
        if ((await withoutNetwork()) && (await this.decideHere(check, null))) return
        const own = await mayCheckOffline(check)
        const key = this.idempotencyKey ?? idempotencyKey()
        const asked = key.requestIdFor(JSON.stringify(['gate.check', input]))
        try {
          const answer = await call('gate.check', input, {
            idempotencyKey: key,
            ...(own ? { within: PATIENCE_MS } : { onRetry: () => this.show({ phase: 'repeating', check }) }),
          })
          const face = faceOf(answer)
          const secondsLeft = secondsShown(answer, face)
          this.show({ phase: 'answered', check, answer, face, secondsLeft, work: NO_WORK })
          void noteAnswered(check, answer)
          this.countDown()
          if (face.stage === 'asking') void this.fetchFace()
        } catch (thrown) {
          const refusal = asApiError(thrown)
          if (isUnsettled(refusal) && (await this.decideHere(check, await asked))) return
          this.show({ phase: 'failed', check, refusal })
        }
        this.vibrate()
      },

      /** True when this phone could decide. What the rules said stands at once, unless the guard has to judge. */
      async decideHere(check: GateCheck, eventId: string | null): Promise<boolean> {
        const decided = await checkOffline(check)
        if (decided === null) return false
        const { answer, doubt } = decided.decision
        const plain = answer.allowed && doubt === null && answer.hint == null && !answer.onFootOnly
        const secondsLeft = plain ? OFFLINE_GREEN_SECONDS : null
        const result = { phase: 'offline' as const, check, ...decided, secondsLeft, work: NO_WORK }
        this.word = new OfflineWord(result, eventId)
        this.show(result)
        this.vibrate()
        if (doubt !== null) return true
        const verdict = verdictOf(decided.decision)
        const overridable = !answer.allowed && mayOverride(answer.reason)
        if (overridable && check.override !== undefined)
          await this.settle({ allowed: true, reason: 'OVERRIDE', override: check.override })
        else if (overridable && this.word.wasAsked) this.word.refuse(verdict)
        else if (await this.keep(verdict)) this.countDown()
        return true
      },

      /** The guard has judged: kept once, however often it is tapped, and on to the next. */
      async settle(verdict: Verdict) {
        if (this.settling) return
        this.settling = true
        this.setWork({ explaining: false })
        this.settling = await this.keep(verdict)
        if (this.settling) this.goOn()
      },

      /** False when the phone could not keep it: then the guard has to write it down. */
      async keep(verdict: Verdict): Promise<boolean> {
        const kept = this.word !== null && (await this.word.keep(verdict))
        if (!kept) this.setWork({ failure: gateResultWords.failure })
        return kept
      },

      vibrate() {
        const pattern = signalOf(this.state.result)
        if (pattern !== null && !this.closed) signal(pattern)
      },

      countDown() {
        if (this.closed) return
        this.timer = setInterval(() => {
          const { result: state } = this.state
          if ((state.phase !== 'answered' && state.phase !== 'offline') || state.secondsLeft === null)
            return clearInterval(this.timer)
          if (state.secondsLeft <= 1) return this.goOn()
          this.show({ ...state, secondsLeft: state.secondsLeft - 1 })
        }, 1000)
      },

      goOn() {
        if (!this.closed) goOnToNext()
        this.leave()
      },

      leave() {
        this.word?.leave()
        clearInterval(this.timer)
        if (!this.closed) void leavePage(routes.gateScan())
        this.closed = true
      },

      show(result: ResultState) {
        // A late answer after the guard has gone on has nobody to show itself to.
        if (!this.closed) this.render({ result })
      },
    },
  ),
)
