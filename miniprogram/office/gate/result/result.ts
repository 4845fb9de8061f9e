import { call } from '../../../cloud/call'
import { intent, type Intent } from '../../../cloud/intent'
import { asRefusal } from '../../../cloud/refusal'
import { currentCheck, dropCheck, goOnToNext } from '../check'
import type { GateCheck } from '../gate-check'
import { signal } from '../signals'
import { NO_WORK, resultView, secondsShown, signalOf, type GateWork, type ResultState } from './result.view'

const NO_CHECK: GateCheck = {
  gateId: '',
  gateName: '',
  direction: 'in',
  riding: false,
  sought: { code: '' },
  by: 'scan',
}
const initialResult = (): ResultState => ({ phase: 'checking', check: NO_CHECK })

/** The answer on the whole screen: may this visitor pass here (spec 5.1). */
Page({
  data: resultView(initialResult()),
  state: initialResult(),
  intent: null as Intent | null,
  /** 已收费 and 事由不符 are wishes of their own. */
  wish: null as Intent | null,
  timer: 0,
  gone: false,

  onLoad() {
    const begun = currentCheck()
    this.gone = false
    this.timer = 0
    if (begun === null) {
      this.leave()
      return
    }
    this.intent = begun.intent
    this.wish = intent()
    void this.ask(begun.check)
  },

  onUnload() {
    this.gone = true
    clearInterval(this.timer)
    dropCheck()
  },

  onTap() {
    if (this.data.tapGoesOn) this.goOn()
  },

  onRetry() {
    if (!this.data.busy) void this.ask(this.state.check)
  },

  onLeave() {
    this.leave()
  },

  onNext() {
    this.goOn()
  },

  // What the guard does about an answer

  onExplain() {
    this.work({ explaining: true })
  },

  onCloseSheet() {
    this.work({ explaining: false })
  },

  onOverride(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
    void this.ask({ ...this.state.check, override: event.detail.reason })
  },

  async onPaid() {
    const fee = this.state.phase === 'answered' ? this.state.answer.fee : null
    if (
      fee !== null &&
      (await this.doing('paying', () => call('vehicle.paid', { stayId: fee.stayId }, this.kept())))
    )
      this.goOn()
  },

  async onMisfit() {
    if (this.state.phase !== 'answered' || this.state.answer.passageId === null) return
    const { passageId } = this.state.answer
    const { gateId } = this.state.check
    if (await this.doing('marking', () => call('gate.markMisfit', { gateId, passageId }, this.kept())))
      this.work({ marked: true })
  },

  kept() {
    return this.wish === null ? {} : { intent: this.wish }
  },

  /** Holds the countdown while something is sent; true when it was done. */
  async doing(what: 'paying' | 'marking', send: () => Promise<unknown>): Promise<boolean> {
    this.work({ doing: what, failure: '' })
    try {
      await send()
      this.work({ doing: 'nothing' })
      return true
    } catch (thrown) {
      this.work({ doing: 'nothing', failure: asRefusal(thrown).message })
      return false
    }
  },

  /** Whoever does something about an answer wants it to stay. */
  work(change: Partial<GateWork>) {
    clearInterval(this.timer)
    const { state } = this
    if (state.phase === 'answered')
      this.show({ ...state, secondsLeft: null, work: { ...state.work, ...change } })
  },

  /** Asks once, and again with the same request id after a lost reply. */
  async ask(check: GateCheck) {
    const { gateId, direction, riding, sought, override } = check
    this.show({ phase: 'checking', check })
    try {
      const answer = await call(
        'gate.admit',
        { gateId, direction, riding, ...sought, ...(override === undefined ? {} : { override }) },
        {
          ...(this.intent === null ? {} : { intent: this.intent }),
          onRetry: () => this.show({ phase: 'repeating', check }),
        },
      )
      this.show({ phase: 'answered', check, answer, secondsLeft: secondsShown(answer), work: NO_WORK })
      this.countDown()
    } catch (thrown) {
      this.show({ phase: 'failed', check, refusal: asRefusal(thrown) })
    }
    const felt = signalOf(this.state)
    if (felt !== null && !this.gone) signal(felt)
  },

  countDown() {
    if (this.gone) return
    this.timer = setInterval(() => {
      const { state } = this
      if (state.phase !== 'answered' || state.secondsLeft === null) return clearInterval(this.timer)
      if (state.secondsLeft <= 1) return this.goOn()
      this.show({ ...state, secondsLeft: state.secondsLeft - 1 })
    }, 1000)
  },

  goOn() {
    if (!this.gone) goOnToNext()
    this.leave()
  },

  leave() {
    clearInterval(this.timer)
    if (!this.gone) void wx.navigateBack()
    this.gone = true
  },

  show(state: ResultState) {
    // A late answer after the guard has gone on has nobody to show itself to.
    if (this.gone) return
    this.state = state
    this.setData(resultView(state))
  },
})
