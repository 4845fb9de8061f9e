import { listPage } from '../../../behaviors/list-page'
import { call } from '../../../api/call'
import { clockOffset, serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import { emptyList } from '../../../api/paged-list'
import { asApiError, failureOf } from '../../../api/api-error'
import { openPage } from '../../../api/open-page'
import { routes } from '../../../config/routes'
import { sentenceOf } from '../../../locales/errors'
import { checkPlate, normalisePlate } from '../../../domain/values/plates'
import { freshenEvacuation } from '../../presence/whole-list'
import { readCodeText } from '../../../domain/gate/credential'
import { beginCheck, takeRead, takeScanNext } from '../check'
import type { GateCheck, GuardCredential } from '../gate-check'
import { withoutNetwork } from '../offline/network'
import { openOfflineGate } from '../offline/check-offline'
import { markMismatch } from './mark-mismatch'
import { ownGates } from './own-gates'
import { rememberedPost, rememberPost } from './remembered'
import { initialScan, scannedCode, scanView, startingGate, type Direction } from './scan.view'
import { gateScanWords } from '../../../locales/zh/pages/gate-scan'

/** So often the list for times without a network is brought up to date. */
const REFRESH_MS = 60_000

/** The guard's post: which gate, which way, then scan or type (spec 5.1). */
Page(
  listPage(
    {
      initial: initialScan,
      view: scanView,
      moment: () => ({ clockOffset: clockOffset(), now: serverNow() }),
      loadPage: ({ gateId }, cursor) => call('gate.recent', { gateId, cursor }),
      listKey: ({ gateId }) => [gateId],
    },
    {
      scanning: false,
      mark: idempotencyKey(),
      refreshing: 0,
      opening: null as Promise<void> | null,
      onNetwork: null as (() => void) | null,

      onLoad() {
        this.scanning = false
        this.onNetwork = () => void this.networkChanged()
        wx.onNetworkStatusChange(this.onNetwork)
        this.opening = this.loadGates()
      },

      onShow() {
        keepScreenOn(true)
        void this.lookAgain()
        const code = takeRead()
        if (code !== null) this.checkCode(code, 'scan')
        else if (takeScanNext()) void this.onScan()
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
        await (this.data.gate === null ? this.loadGates() : this.reload())
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.loadGates()
      },

      onRetryRecent() {
        void this.reload()
      },

      onChooseGate() {
        if (this.data.mayChoose) this.render({ choosing: true })
      },

      onCloseGates() {
        this.render({ choosing: false })
      },

      onGate(event: WechatMiniprogram.TouchEvent) {
        this.render({ choosing: false })
        this.standAt(event.currentTarget.dataset.id as string, this.state.direction)
      },

      onDirection(event: WechatMiniprogram.TouchEvent) {
        const direction = event.currentTarget.dataset.direction as Direction
        this.render({ direction })
        this.remember()
      },

      onRiding(event: WechatMiniprogram.TouchEvent) {
        this.render({ inVehicle: event.currentTarget.dataset.inVehicle as boolean })
        this.remember()
      },

      /** WeChat's own scanner wants a network on some phones: without one, ours reads the camera. */
      async onScan() {
        if (this.scanning || this.state.gateId === '') return
        if (this.state.offline || (await withoutNetwork())) {
          void openPage(routes.gateCamera())
          return
        }
        this.scanning = true
        try {
          const code = scannedCode(await wx.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] }))
          if (code !== null) this.checkCode(code, 'scan')
          else void wx.showToast({ title: gateScanWords.onScanTitle, icon: 'none' })
        } catch (failure) {
          // Closing the scanner is an answer too.
          const { errMsg = '' } = failure as { errMsg?: string }
          if (errMsg.indexOf('cancel') < 0)
            void wx.showToast({ title: gateScanWords.notScanned, icon: 'none' })
        } finally {
          this.scanning = false
        }
      },

      onEvacuation() {
        void openPage(routes.evacuation())
      },

      onWalkInCode() {
        void openPage(routes.walkInCode(this.state.gateId))
      },

      onType() {
        if (this.state.gateId !== '') this.render({ typing: true })
      },

      onCloseKeypad() {
        this.render({ typing: false })
      },

      onTyped(event: WechatMiniprogram.CustomEvent<{ code: string }>) {
        this.render({ typing: false })
        this.check({ code: event.detail.code }, 'keypad')
      },

      onFindNumber() {
        this.render({ typing: false, numbering: true, scannedNumber: '' })
      },

      onCloseNumber() {
        this.render({ numbering: false })
      },

      onNumber(event: WechatMiniprogram.CustomEvent<{ code: string; name: string }>) {
        const { code, name } = event.detail
        this.render({ numbering: false })
        this.check({ code, name }, 'keypad')
      },

      onFindPlate() {
        if (this.state.gateId !== '') this.render({ plateOpen: true, plate: '' })
      },

      onPlate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
        this.render({ plate: event.detail.value })
      },

      /** A plate is always of a vehicle, whatever was chosen. */
      onPlateDone(event: WechatMiniprogram.CustomEvent<{ finished: boolean }>) {
        const plate = normalisePlate(this.state.plate)
        this.render({ plateOpen: false })
        if (!event.detail.finished || plate === '') return
        if ('fieldError' in checkPlate(plate))
          void wx.showToast({ title: sentenceOf('PLATE_INVALID'), icon: 'none' })
        else this.check({ plate }, 'plate', true)
      },

      onFindPerson() {
        if (this.state.gateId !== '') this.render({ finding: true })
      },

      onClosePerson() {
        this.render({ finding: false })
      },

      onPerson(event: WechatMiniprogram.CustomEvent<{ tail: string; name: string }>) {
        const { tail, name } = event.detail
        this.render({ finding: false })
        this.check({ person: { tail, name } }, 'person')
      },

      /** A mark can come later than the answer, when the guard has seen more. */
      async onRecent(event: WechatMiniprogram.BaseEvent) {
        const row = this.state.list.rows.find(({ id }) => id === event.currentTarget.dataset.id)
        if (row === undefined || !row.allowed) return
        await markMismatch(this.state.gateId, row, this.mark)
      },

      // Ready for times without a network

      async bringUpToDate() {
        const post = await openOfflineGate()
        if (post === null) return
        this.render({ post: post.state() })
        try {
          await post.uploadPassages()
          await post.refresh()
          this.render({ offline: false })
        } catch (thrown) {
          // BUSY is an answer: WeChat's own scanner works.
          const { code } = asApiError(thrown)
          this.render({ offline: code === 'NETWORK' || code === 'CLOUD' })
        }
        this.render({ post: post.state() })
      },

      async networkChanged() {
        const offline = await withoutNetwork()
        this.render({ offline })
        if (offline) return
        const post = await openOfflineGate()
        if (post !== null) post.endPause()
        await this.bringUpToDate()
        void this.reload()
      },

      /** The number of an emergency pass says nothing without the name (spec 5.1). */
      checkCode(code: string, by: GateCheck['by']) {
        const read = readCodeText(code)
        if (read.way !== 'emergencyNumber') this.check({ code }, by)
        else this.render({ numbering: true, scannedNumber: read.text })
      },

      check(credential: GuardCredential, by: GateCheck['by'], inVehicle?: boolean) {
        const { gateId, direction } = this.state
        const { gate } = this.data
        if (gate === null) return
        beginCheck({
          gateId,
          gateName: gate.name,
          campusName: gate.campusName,
          direction,
          inVehicle: inVehicle ?? this.state.inVehicle,
          credential,
          by,
        })
        void openPage(routes.gateResult())
      },

      /** What nobody waits for comes after what the guard does. */
      async lookAgain() {
        if (this.opening !== null) await this.opening
        else if (this.state.gateId !== '') void this.reload()
        this.opening = null
        void freshenEvacuation()
        void this.bringUpToDate()
      },

      /** The gate of the last shift is asked for together with the own gates; mostly it is still one of them. */
      async loadGates() {
        this.render({ failure: null })
        const { gateId, direction, inVehicle } = rememberedPost()
        this.render({ inVehicle, direction })
        if (gateId !== '') this.standAt(gateId, direction)
        try {
          const me = await ownGates()
          this.render({ me })
          const start = startingGate(me.guard === null ? [] : me.guard.gates, gateId)
          if (start !== this.state.gateId) this.standAt(start, direction)
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },

      standAt(gateId: string, direction: Direction) {
        this.render({ gateId, direction, list: emptyList() })
        this.remember()
        if (gateId !== '') void this.reload()
      },

      remember() {
        const { gateId, direction, inVehicle } = this.state
        rememberPost({ gateId, direction, inVehicle })
      },
    },
  ),
)

/** A guard's phone lies ready all night; a phone that can't still works. */
function keepScreenOn(on: boolean): void {
  void wx.setKeepScreenOn({ keepScreenOn: on, fail: ({ errMsg }) => console.info(errMsg) })
}
