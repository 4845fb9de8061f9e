import { asApiError } from '../../api/api-error'
import { call } from '../../api/call'
import { idempotencyKey } from '../../api/idempotency-key'
import { openPage } from '../../api/open-page'
import { statefulPage } from '../../behaviors/stateful-page'
import { routes } from '../../config/routes'
import { claimWords } from '../locales/standing'
import { claimView, initialClaim } from './standing.view'

/** 领取长期通行: whoever proves a phone number shows the code of the passes that name it (spec 4.4). */
Page(
  statefulPage(
    { initial: initialClaim, view: claimView },
    {
      key: idempotencyKey(),

      onLoad() {
        void wx.setNavigationBarTitle({ title: claimWords().title })
        this.key = idempotencyKey()
      },

      async onPhoneNumber(event: WechatMiniprogram.CustomEvent<{ code?: string }>) {
        const { code } = event.detail
        if (code === undefined || this.state.busy) return
        this.render({ busy: true, refused: '', claimed: null })
        try {
          await call('phone.prove', { code })
          const { passes } = await call('standing.claim', {}, { idempotencyKey: this.key })
          this.render({ busy: false, claimed: passes.map(({ visitId }) => visitId) })
        } catch (thrown) {
          this.render({ busy: false, refused: asApiError(thrown).message })
        }
        // Another number, or a pass that was approved since, is another request.
        this.key = idempotencyKey()
      },

      onOpen() {
        const [only, ...others] = this.state.claimed ?? []
        if (only !== undefined && others.length === 0) void openPage(routes.pass(only))
        else void wx.switchTab({ url: routes.records() })
      },
    },
  ),
)
