import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { askConsent } from '../../../api/consent'
import { idempotencyKey } from '../../../api/idempotency-key'
import { asApiError } from '../../../api/api-error'
import { routes } from '../../../config/routes'
import { removePass } from '../../../device-storage/issued-pass'
import { visitPageView, type VisitPageState } from './visit.view'

/** While gates are being told of the booking (下发中): they ask every few seconds. */
const LOOK_AGAIN_MS = 4000

const untouched = (): VisitPageState => ({
  detail: null,
  failure: '',
  loading: true,
  cancelling: 'no',
  withdrawing: false,
  asking: false,
  now: serverNow(),
})

Page(
  statefulPage(
    {
      initial: untouched,
      view: visitPageView,
    },
    {
      visitId: '',
      cancel: idempotencyKey(),
      withdraw: idempotencyKey(),
      askCancel: idempotencyKey(),
      shown: false,
      again: 0,

      onLoad({ id = '' }: { id?: string }) {
        this.visitId = id
        this.cancel = idempotencyKey()
        this.withdraw = idempotencyKey()
        this.askCancel = idempotencyKey()
      },

      onShow() {
        this.shown = true
        void this.load()
      },

      onHide() {
        this.rest()
      },

      onUnload() {
        this.rest()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      onPrimary() {
        const { act } = this.data.primary
        if (act === 'pass') void wx.navigateTo({ url: routes.pass(this.visitId) })
        else if (act === 'revise') this.onRevise()
        else if (act === 'copy') this.onCopy()
      },

      onRevise() {
        void wx.navigateTo({ url: routes.booking({ revise: this.visitId }) })
      },

      onCopy() {
        void wx.navigateTo({ url: routes.booking({ copy: this.visitId }) })
      },

      onCallUnit() {
        // Rejects when the caller thinks better of it.
        wx.makePhoneCall({ phoneNumber: this.data.unitPhone }).catch(() => undefined)
      },

      async onCancel() {
        if (this.state.cancelling !== 'no') return
        const { confirm } = await wx.showModal({
          title: '取消这条预约？',
          content: '取消后不能恢复，证件、手机号和车牌可以马上再约。',
          confirmText: '取消预约',
          cancelText: '先不取消',
          confirmColor: '#b3372c',
        })
        if (!confirm) return
        this.render({ cancelling: 'sending' })
        try {
          const onRetry = () => this.render({ cancelling: 'confirming' })
          await call('visit.cancel', { visitId: this.visitId }, { idempotencyKey: this.cancel, onRetry })
          await removePass(this.visitId)
          void wx.showToast({ title: '已取消', icon: 'success' })
        } catch (thrown) {
          void wx.showModal({ title: '没有取消', content: asApiError(thrown).message, showCancel: false })
        }
        this.render({ cancelling: 'no' })
        await this.load()
      },

      /** After the first entry only the unit can cancel: it is asked to, with a reason or without (spec 3). */
      async onAskCancel() {
        if (this.state.asking) return
        const { confirm, content } = await wx.showModal({
          title: '请审批人取消这条预约？',
          editable: true,
          placeholderText: '原因，可不填',
          confirmText: '发送请求',
          cancelText: '先不取消',
        })
        if (!confirm) return
        this.render({ asking: true })
        await askConsent('decision')
        try {
          const input = { visitId: this.visitId, reason: content ?? '' }
          await call('visit.askCancel', input, { idempotencyKey: this.askCancel })
          void wx.showToast({ title: '已发送', icon: 'success' })
        } catch (thrown) {
          void wx.showModal({ title: '没有发送', content: asApiError(thrown).message, showCancel: false })
        }
        this.render({ asking: false })
        await this.load()
      },

      /** The consent for the photo goes back at any time; the booking stands as it is (spec 9). */
      async onWithdrawFace() {
        if (this.state.withdrawing) return
        const { confirm } = await wx.showModal({
          title: '撤回并删除照片？',
          content: '照片将在24小时内删除，不能再刷脸入校。预约不受影响，二维码等方式照常可用。',
          confirmText: '撤回',
          cancelText: '先不撤回',
          confirmColor: '#b3372c',
        })
        if (!confirm) return
        this.render({ withdrawing: true })
        try {
          await call('face.withdraw', { visitId: this.visitId }, { idempotencyKey: this.withdraw })
          void wx.showToast({ title: '已撤回', icon: 'success' })
        } catch (thrown) {
          void wx.showModal({ title: '没有撤回', content: asApiError(thrown).message, showCancel: false })
        }
        this.render({ withdrawing: false })
        await this.load()
      },

      async load() {
        this.render({ loading: true })
        try {
          const detail = await call('visit.get', { visitId: this.visitId })
          this.render({ detail, failure: '', loading: false, now: serverNow() })
        } catch (thrown) {
          this.render({ failure: asApiError(thrown).message, loading: false })
        }
        this.lookAgain()
      },

      lookAgain() {
        clearTimeout(this.again)
        const delivering = this.state.detail?.delivery.some(({ state }) => state === 'delivering') ?? false
        this.again = this.shown && delivering ? setTimeout(() => void this.look(), LOOK_AGAIN_MS) : 0
      },

      /** Quietly: what is shown stays when there is no answer. */
      async look() {
        try {
          const detail = await call('visit.get', { visitId: this.visitId })
          this.render({ detail, now: serverNow() })
        } catch {
          // Asked again after the pause.
        }
        this.lookAgain()
      },

      rest() {
        this.shown = false
        this.lookAgain()
      },
    },
  ),
)
