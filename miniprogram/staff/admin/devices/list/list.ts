import { listPage } from '../../../../behaviors/list-page'
import type { Output } from '../../../../../contract'
import { call } from '../../../../api/call'
import { serverNow } from '../../../../api/clock'
import { idempotencyKey } from '../../../../api/idempotency-key'
import { asApiError } from '../../../../api/api-error'
import { routes } from '../../../../config/routes'
import { renewing, type DeviceRow } from '../words'
import { devicesView, initialDevices } from './list.view'

/** The office's gate hardware: how each piece is, a new secret, taking it out of use (docs/decisions/0007). */
Page(
  listPage(
    {
      initial: initialDevices,
      view: devicesView,
      moment: () => ({ now: serverNow() }),
      loadPage: (_state, cursor) => call('device.list', { cursor }),
    },
    {
      /** Kept through a lost reply, so that the same secret is shown and not another one made. */
      renewal: idempotencyKey(),
      ending: idempotencyKey(),

      onLoad() {
        this.renewal = idempotencyKey()
        this.ending = idempotencyKey()
      },

      onShow() {
        void this.reload()
      },

      onRegister() {
        void wx.navigateTo({ url: routes.registerDevice() })
      },

      async onRenew(event: WechatMiniprogram.BaseEvent) {
        const device = this.deviceOf(event)
        if (device === undefined || this.state.waiting) return
        const { confirm } = await wx.showModal(
          device.active
            ? {
                title: '更换密钥',
                content: `${device.name}的旧密钥立即失效，填入新密钥后才能继续工作。`,
                confirmText: '更换',
              }
            : {
                title: '重新启用',
                content: `${device.name}将得到新密钥，填入后即可工作。`,
                confirmText: '启用',
              },
        )
        if (!confirm) return
        const made = await this.change(device.id, () =>
          call('device.save', renewing(device), { idempotencyKey: this.renewal }),
        )
        if (made !== null) this.render({ made: made as Output<'device.save'> })
      },

      async onDisable(event: WechatMiniprogram.BaseEvent) {
        const device = this.deviceOf(event)
        if (device === undefined || this.state.waiting) return
        const { confirm } = await wx.showModal({
          title: '停用设备',
          content: `${device.name}立即不能再核验和放行，已有的通行记录保留。`,
          confirmText: '停用',
        })
        if (!confirm) return
        const done = await this.change(device.id, () =>
          call('device.disable', { deviceId: device.id }, { idempotencyKey: this.ending }),
        )
        if (done !== null) void wx.showToast({ title: '已停用', icon: 'success' })
      },

      onSecretDone() {
        this.render({ made: null })
      },

      deviceOf(event: WechatMiniprogram.BaseEvent): DeviceRow | undefined {
        return this.state.list.rows.find(({ id }) => id === (event.currentTarget.dataset.id as string))
      },

      /** Null when it was refused; then the card says why. */
      async change(about: string, send: () => Promise<object>): Promise<object | null> {
        this.render({ about, waiting: true, refused: '' })
        try {
          const done = await send()
          this.render({ about: '', waiting: false })
          await this.reload()
          return done
        } catch (thrown) {
          this.render({ waiting: false, refused: asApiError(thrown).message })
          return null
        }
      },
    },
  ),
)
