import { listPage } from '../../../../behaviors/list-page'
import type { Output } from '../../../../../contract'
import { ask } from '../../../../api/ask'
import { call } from '../../../../api/call'
import { serverNow } from '../../../../api/clock'
import { idempotencyKey } from '../../../../api/idempotency-key'
import { asApiError } from '../../../../api/api-error'
import { openPage } from '../../../../api/open-page'
import { routes } from '../../../../config/routes'
import { renewing, type DeviceRow } from '../words'
import { devicesView, initialDevices } from './list.view'
import { adminDevicesListWords } from '../../../../locales/zh/pages/admin-devices-list'

/** The office's gate hardware: how each piece is, a new secret, taking it out of use (docs/decisions/0007). */
Page(
  listPage(
    {
      initial: initialDevices,
      view: devicesView,
      longList: 'cards',
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
        void openPage(routes.registerDevice())
      },

      async onRenew(event: WechatMiniprogram.BaseEvent) {
        const device = this.deviceOf(event)
        if (device === undefined || this.state.waiting) return
        const { confirm } = await ask(
          device.active
            ? {
                title: adminDevicesListWords.onRenewTitle,
                content: adminDevicesListWords.onRenewContent(device.name),
                confirmText: adminDevicesListWords.onRenewConfirmText,
              }
            : {
                title: adminDevicesListWords.renewTitle,
                content: adminDevicesListWords.renewContent(device.name),
                confirmText: adminDevicesListWords.renewConfirm,
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
        const { confirm } = await ask({
          title: adminDevicesListWords.onDisableTitle,
          content: adminDevicesListWords.onDisableContent(device.name),
          confirmText: adminDevicesListWords.onDisableConfirmText,
        })
        if (!confirm) return
        const done = await this.change(device.id, () =>
          call('device.disable', { deviceId: device.id }, { idempotencyKey: this.ending }),
        )
        if (done !== null) void wx.showToast({ title: adminDevicesListWords.disabled, icon: 'success' })
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
          const { code, message } = asApiError(thrown)
          if (code === 'CHANGED_MEANWHILE') await this.reload()
          this.render({ waiting: false, refused: message })
          return null
        }
      },
    },
  ),
)
