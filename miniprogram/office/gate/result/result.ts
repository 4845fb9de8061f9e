import { call } from '../../../cloud/call'
import type { Intent } from '../../../cloud/intent'
import { asRefusal } from '../../../cloud/refusal'
import { currentCheck, dropCheck, goOnToNext } from '../check'
import type { GateCheck } from '../gate-check'
import { signal } from '../signals'
import { resultView, secondsShown, signalOf, type ResultState } from './result.view'

const NO_CHECK: GateCheck = { gateId: '', gateName: '', direction: 'in', code: '', by: 'scan' }
const initialResult = (): ResultState => ({ phase: 'checking', check: NO_CHECK })

/** The answer on the whole screen: may this visitor pass here (spec 5.1). */
Page({
  data: resultView(initialResult()),
  state: initialResult(),
  intent: null as Intent | null,
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

  /** Asks once, and again with the same request id after a lost reply. */
  async ask(check: GateCheck) {
    const { gateId, direction, code } = check
    this.show({ phase: 'checking', check })
    try {
      const answer = await call(
        'gate.admit',
        { gateId, direction, code },
        {
          ...(this.intent === null ? {} : { intent: this.intent }),
          onRetry: () => this.show({ phase: 'repeating', check }),
        },
      )
      this.show({ phase: 'answered', check, answer, secondsLeft: secondsShown(answer) })
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
