import type { Me } from '../../../../contract'
import { call } from '../../../api/call'
import { clockOffset, serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { emptyList, loadMore, reload, type PagedList } from '../../../api/paged-list'
import { asApiError, isUnsettled } from '../../../api/api-error'
import { loadMe } from '../../../api/session'
import { routes } from '../../../config/routes'
import { sentenceOf } from '../../../domain/errors'
import { checkPlate, formatPlate, normalisePlate } from '../../../domain/values/plates'
import { freshenEvacuation } from '../../presence/whole-list'
import { save, load } from '../../../device-storage/storage'
import { beginCheck, takeRead, takeScanNext } from '../check'
import type { GateCheck, Sought } from '../gate-check'
import { withoutNetwork } from '../offline/network'
import { openOfflineGate } from '../offline/check-offline'
import { listGestures } from '../../../pages/list-gestures'
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

/** So often the list for times without a network is brought up to date. */
const REFRESH_MS = 60_000

/** The guard's post: which gate, which way, then scan or type (spec 5.1). */
Page({
  data: scanView(initialScan()),
  state: initialScan(),
  scanning: false,
  mark: idempotencyKey(),
  refreshing: 0,
  onNetwork: null as (() => void) | null,

  ...listGestures,

  onLoad() {
    this.state = initialScan()
    this.scanning = false
    this.onNetwork = () => void this.networkChanged()
    wx.onNetworkStatusChange(this.onNetwork)
    void this.loadGates()
  },

  onShow() {
    keepScreenOn(true)
    void freshenEvacuation()
    if (this.state.gateId !== '') void this.reload()
    const code = takeRead()
    if (code !== null) this.check({ code }, 'scan')
    else if (takeScanNext()) void this.onScan()
    void this.bringUpToDate()
    this.refreshing = setInterval(() => void this.bringUpToDate(), REFRESH_MS)
  },

  onHide() {
    keepScreenOn(false)
    clearInterval(this.refreshing)
  },

  onUnload() {
    keepScreenOn(false)
    clearInterval(this.refreshing)
    if (this.onNetwork !== null) wx.offNetworkStatusChange(this.onNetwork)
  },

  async onPullDownRefresh() {
    await (this.state.gateId === '' ? this.loadGates() : this.reload())
    await wx.stopPullDownRefresh()
  },

  onRetry() {
    void this.loadGates()
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
    this.show({ direction })
    this.remember()
  },

  onRiding(event: WechatMiniprogram.TouchEvent) {
    this.show({ inVehicle: event.currentTarget.dataset.inVehicle as boolean })
    this.remember()
  },

  /** WeChat's own scanner wants a network on some phones: without one, ours reads the camera. */
  async onScan() {
    if (this.scanning || this.state.gateId === '') return
    if (this.state.offline || (await withoutNetwork())) {
      void wx.navigateTo({ url: routes.gateCamera() })
      return
    }
    this.scanning = true
    try {
      const code = scannedCode(await wx.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] }))
      if (code !== null) this.check({ code }, 'scan')
      else void wx.showToast({ title: '没有读到内容，请再扫一次', icon: 'none' })
    } catch (failure) {
      // Closing the scanner is an answer too.
      const { errMsg = '' } = failure as { errMsg?: string }
      if (errMsg.indexOf('cancel') < 0) void wx.showToast({ title: '没有扫到，请再试或输短码', icon: 'none' })
    } finally {
      this.scanning = false
    }
  },

  onEvacuation() {
    void wx.navigateTo({ url: routes.evacuation() })
  },

  onType() {
    if (this.state.gateId !== '') this.show({ typing: true })
  },

  onCloseKeypad() {
    this.show({ typing: false })
  },

  onTyped(event: WechatMiniprogram.CustomEvent<{ code: string }>) {
    this.show({ typing: false })
    this.check({ code: event.detail.code }, 'keypad')
  },

  onFindPlate() {
    if (this.state.gateId !== '') this.show({ plateOpen: true, plate: '' })
  },

  onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.show({ plate: event.detail.value })
  },

  /** A plate is always of a vehicle, whatever was chosen. */
  onPlateDone(event: WechatMiniprogram.CustomEvent<{ finished: boolean }>) {
    const plate = normalisePlate(this.state.plate)
    this.show({ plateOpen: false })
    if (!event.detail.finished || plate === '') return
    if ('fieldError' in checkPlate(plate))
      void wx.showToast({ title: sentenceOf('PLATE_INVALID'), icon: 'none' })
    else this.check({ plate }, 'plate', true)
  },

  onFindPerson() {
    if (this.state.gateId !== '') this.show({ finding: true })
  },

  onClosePerson() {
    this.show({ finding: false })
  },

  onPerson(event: WechatMiniprogram.CustomEvent<{ tail: string; name: string }>) {
    const { tail, name } = event.detail
    this.show({ finding: false })
    this.check({ person: { tail, name } }, 'person')
  },

  /** A mark can come later than the answer, when the guard has seen more. */
  async onRecent(event: WechatMiniprogram.BaseEvent) {
    const row = this.state.recent.rows.find(({ id }) => id === event.currentTarget.dataset.id)
    if (row === undefined || !row.allowed) return
    const { confirm } = await wx.showModal({
      title: '标记事由不符',
      content: `${row.plate === null ? row.name : formatPlate(row.plate)}的实际情况与来访事由不符？保卫处会看到这个标记。`,
      confirmText: '标记',
    })
    if (!confirm) return
    try {
      await call(
        'gate.markPurposeMismatch',
        { gateId: this.state.gateId, passageId: row.id },
        { idempotencyKey: this.mark },
      )
      void wx.showToast({ title: '已标记事由不符', icon: 'none' })
    } catch (thrown) {
      void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
    }
  },

  // Ready for times without a network

  async bringUpToDate() {
    const post = await openOfflineGate()
    if (post === null) return
    this.show({ post: post.state() })
    try {
      await post.uploadPassages()
      await post.refresh()
      this.show({ offline: false })
    } catch (thrown) {
      this.show({ offline: asApiError(thrown).code === 'NETWORK' })
    }
    this.show({ post: post.state() })
  },

  async networkChanged() {
    const offline = await withoutNetwork()
    this.show({ offline })
    if (offline) return
    const post = await openOfflineGate()
    if (post !== null) post.hurry()
    await this.bringUpToDate()
    void this.reload()
  },

  check(sought: Sought, by: GateCheck['by'], inVehicle?: boolean) {
    const { gateId, direction } = this.state
    const { gate } = this.data
    if (gate === null) return
    beginCheck({
      gateId,
      gateName: gate.name,
      direction,
      inVehicle: inVehicle ?? this.state.inVehicle,
      sought,
      by,
    })
    void wx.navigateTo({ url: routes.gateResult() })
  },

  async loadGates() {
    this.show({ failure: '' })
    try {
      const me = await ownGates()
      this.show({ me })
      const { gateId, direction, inVehicle } = rememberedPost()
      this.show({ inVehicle })
      const start = startingGate(me.guard === null ? [] : me.guard.gates, gateId)
      if (start !== '') this.standAt(start, direction)
    } catch (thrown) {
      this.show({ failure: asApiError(thrown).message })
    }
  },

  standAt(gateId: string, direction: Direction) {
    this.show({ gateId, direction, recent: emptyList() })
    this.remember()
    void this.reload()
  },

  remember() {
    const { gateId, direction, inVehicle } = this.state
    rememberPost({ gateId, direction, inVehicle })
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
    this.state = { ...this.state, ...change, clockOffset: clockOffset(), now: serverNow() }
    this.setData(scanView(this.state))
  },
})

/** Who stands here, and at which gates; without a network as it was last known, so that a phone can be restarted. */
async function ownGates(): Promise<Me> {
  try {
    const me = await loadMe()
    await save(KEPT_AS, me)
    return me
  } catch (thrown) {
    const saved = isUnsettled(asApiError(thrown)) ? await load<Me>(KEPT_AS) : null
    if (saved === null) throw thrown
    return saved
  }
}

const KEPT_AS = 'gate-me'

/** A guard's phone lies ready all night; a phone that can't still works. */
function keepScreenOn(on: boolean): void {
  void wx.setKeepScreenOn({ keepScreenOn: on, fail: ({ errMsg }) => console.info(errMsg) })
}
