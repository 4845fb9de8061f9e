import { call } from '../../../cloud/call'
import { serverNow } from '../../../cloud/clock'
import { asRefusal } from '../../../cloud/refusal'
import { loadMe } from '../../../cloud/session'
import { routes } from '../../../config/routes'
import { beginCheck, takeScanNext, type GateCheck } from '../check'
import { rememberedPost, rememberPost } from './remembered'
import { initialScan, scannedCode, scanView, startingGate, type Direction, type ScanState } from './scan.view'

/** The guard's post: which gate, which way, then scan or type (spec 5.1). */
Page({
  data: scanView(initialScan()),
  state: initialScan(),
  /** Grows with every load, so that the late answer of a gate already left is dropped. */
  turn: 0,
  scanning: false,

  onLoad() {
    this.state = initialScan()
    this.turn = 0
    this.scanning = false
    void this.loadGates()
  },

  onShow() {
    keepScreenOn(true)
    if (this.state.gateId !== '') void this.loadRecent(null)
    if (takeScanNext()) void this.onScan()
  },

  onHide() {
    keepScreenOn(false)
  },

  onUnload() {
    keepScreenOn(false)
  },

  async onPullDownRefresh() {
    await (this.state.gateId === '' ? this.loadGates() : this.loadRecent(null))
    void wx.stopPullDownRefresh()
  },

  onReachBottom() {
    if (this.state.next !== null && !this.state.waiting) void this.loadRecent(this.state.next)
  },

  onRetry() {
    void this.loadGates()
  },

  onRetryRecent() {
    void this.loadRecent(null)
  },

  onChooseGate() {
    if (this.data.mayChoose) this.show({ choosing: true })
  },

  onCloseGates() {
    this.show({ choosing: false })
  },

  onGate(event: WechatMiniprogram.TouchEvent) {
    this.show({ choosing: false })
    this.standAt(event.currentTarget.dataset.id as string, this.state.direction)
  },

  onDirection(event: WechatMiniprogram.TouchEvent) {
    const direction = event.currentTarget.dataset.direction as Direction
    rememberPost({ gateId: this.state.gateId, direction })
    this.show({ direction })
  },

  async onScan() {
    if (this.scanning || this.state.gateId === '') return
    this.scanning = true
    try {
      const code = scannedCode(await wx.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] }))
      if (code !== null) this.check(code, 'scan')
      else void wx.showToast({ title: '没有读到内容，请再扫一次', icon: 'none' })
    } catch (failure) {
      // Closing the scanner is an answer too.
      const { errMsg = '' } = failure as { errMsg?: string }
      if (errMsg.indexOf('cancel') < 0) void wx.showToast({ title: '没有扫到，请再试或输短码', icon: 'none' })
    } finally {
      this.scanning = false
    }
  },

  onType() {
    if (this.state.gateId !== '') this.show({ typing: true })
  },

  onCloseKeypad() {
    this.show({ typing: false })
  },

  onTyped(event: WechatMiniprogram.CustomEvent<{ code: string }>) {
    this.show({ typing: false })
    this.check(event.detail.code, 'keypad')
  },

  check(code: string, by: GateCheck['by']) {
    const { gateId, direction } = this.state
    const { gate } = this.data
    if (gate === null) return
    beginCheck({ gateId, gateName: gate.name, direction, code, by })
    void wx.navigateTo({ url: routes.gateResult() })
  },

  async loadGates() {
    this.show({ failure: '' })
    try {
      const me = await loadMe()
      this.show({ me })
      const { gateId, direction } = rememberedPost()
      const start = startingGate(me.guard === null ? [] : me.guard.gates, gateId)
      if (start !== '') this.standAt(start, direction)
    } catch (thrown) {
      this.show({ failure: asRefusal(thrown).message })
    }
  },

  standAt(gateId: string, direction: Direction) {
    rememberPost({ gateId, direction })
    this.show({ gateId, direction, rows: null, next: null, rowsFailure: '' })
    void this.loadRecent(null)
  },

  /** The last checks at this gate; null: from the latest. */
  async loadRecent(cursor: string | null) {
    const turn = ++this.turn
    this.show({ waiting: true })
    try {
      const { rows, next } = await call('gate.recent', { gateId: this.state.gateId, cursor })
      if (turn !== this.turn) return
      const before = cursor === null ? [] : (this.state.rows ?? [])
      this.show({ rows: [...before, ...rows], next, rowsFailure: '', waiting: false })
    } catch (thrown) {
      if (turn === this.turn) this.show({ rowsFailure: asRefusal(thrown).message, waiting: false })
    }
  },

  show(change: Partial<ScanState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(scanView(this.state))
  },
})

/** A guard's phone lies ready all night; a phone that can't still works. */
function keepScreenOn(on: boolean): void {
  void wx.setKeepScreenOn({ keepScreenOn: on, fail: ({ errMsg }) => console.info(errMsg) })
}
