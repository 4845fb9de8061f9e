import { statefulPage } from '../../behaviors/stateful-page'
import { call } from '../../api/call'
import { asApiError } from '../../api/api-error'
import { idempotencyKey } from '../../api/idempotency-key'
import { routes } from '../../config/routes'
import { initialSetup, setupFieldErrors, setupView } from './setup.view'

/** Who deployed the campus makes the first office account here (spec 1). */
Page(
  statefulPage(
    { initial: initialSetup, view: setupView },
    {
      key: idempotencyKey(),

      onLoad() {
        this.key = idempotencyKey()
      },

      onType(event: WechatMiniprogram.CustomEvent<{ field: 'code' | 'name'; value: string }>) {
        this.render({ [event.detail.field]: event.detail.value, answer: null, refused: '' })
      },

      async onSetUp() {
        if (this.state.sending) return
        const { code, name } = setupFieldErrors(this.state)
        this.render({ tried: true, refused: '' })
        if (code !== '' || name !== '') return
        this.render({ sending: true })
        try {
          const input = { code: this.state.code, name: this.state.name }
          this.render({
            answer: await call('account.setUp', input, { idempotencyKey: this.key }),
            sending: false,
          })
        } catch (thrown) {
          this.render({ sending: false, refused: asApiError(thrown).message })
        }
      },

      onOffice() {
        void wx.redirectTo({ url: routes.office() })
      },
    },
  ),
)
