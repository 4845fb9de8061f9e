import { call } from '../../../cloud/call'
import { serverNow } from '../../../cloud/clock'
import { emptyList, loadMore, reload, type PagedList } from '../../../cloud/paged-list'
import { asRefusal } from '../../../cloud/refusal'
import { loadMe } from '../../../cloud/session'
import { routes } from '../../../config/routes'
import { beginCheck, takeScanNext } from '../check'
import type { GateCheck } from '../gate-check'
import { rememberedPost, rememberPost } from './remembered'
import {
  initialScan,
  scannedCode,
  scanView,
  startingGate,
  type Direction,
  type Recent,
  type ScanState,
} from './scan.view'

/** The guard's post: which gate, which way, then scan or type (spec 5.1). */
Page({
  data: scanView(initialScan()),
  state: initialScan(),
  scanning: false,

  onLoad() {
    this.state = initialScan()
    this.scanning = false
    void this.loadGates()
  },

  onShow() {
    keepScreenOn(true)
    if (this.state.gateId !== '') void this.reload()
    if (takeScanNext()) void this.onScan()
  },

  onHide() {
    keepScreenOn(false)
  },

  onUnload() {
    keepScreenOn(false)
  },

  async onPullDownRefresh() {
    await (this.state.gateId === '' ? this.loadGates() : this.reload())
    await wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.more()
  },

  onRetry() {
    void this.loadGates()
  },

  onMore() {
    void this.more()
  },

  onRetryRecent() {
    void this.reload()
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
    this.show({ gateId, direction, recent: emptyList() })
    void this.reload()
  },

  reload(): Promise<void> {
    return reload(this.state.recent, this.loader(), this.shower())
  },

  more(): Promise<void> {
    return loadMore(this.state.recent, this.loader(), this.shower())
  },

  loader() {
    const { gateId } = this.state
    return (cursor: string | null) => call('gate.recent', { gateId, cursor })
  },

  /** An answer that comes after another gate was chosen is dropped. */
  shower() {
    const { gateId } = this.state
    return (recent: PagedList<Recent>) => {
      if (this.state.gateId === gateId) this.show({ recent })
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
