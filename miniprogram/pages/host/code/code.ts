import { statefulPage } from '../../../behaviors/stateful-page'
import { call } from '../../../api/call'
import { failureOf } from '../../../api/api-error'
import { codeView, noCode } from './code.view'
import { hostCodeWords } from '../../../locales/zh/pages/host-code'

/** My code and card, or my unit's (`of=unit`): whoever scans or opens it books with it (spec 2, Ways in). */
Page(
  statefulPage(
    { initial: () => noCode('me'), view: codeView },
    {
      unitId: '',

      onLoad({ of }: { of?: string }) {
        this.unitId = ''
        this.state = noCode(of === 'unit' ? 'unit' : 'me')
        if (of === 'unit') void wx.setNavigationBarTitle({ title: hostCodeWords.unitCode })
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      onUnit(event: WechatMiniprogram.BaseEvent) {
        this.unitId = event.currentTarget.dataset.id as string
        void this.load()
      },

      /** The picture is a private file with a short-lived address; previewing offers to save or send it. */
      onPicture() {
        const { url } = this.data
        if (url !== '') void wx.previewImage({ current: url, urls: [url] })
      },

      onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
        return this.data.share
      },

      /** An answer for a unit that isn't the chosen one any more is dropped. */
      async load() {
        const { of } = this.state
        const { unitId } = this
        this.render(noCode(of))
        try {
          if (of === 'me') return this.render({ own: await call('host.code', {}) })
          const unit = await call('unit.code', unitId === '' ? {} : { unitId })
          if (this.unitId === unitId) this.render({ unit })
        } catch (thrown) {
          if (this.unitId === unitId) this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
