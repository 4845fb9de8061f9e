import type { Output } from '../../../../contract'
import { call } from '../../../cloud/call'
import { asRefusal } from '../../../cloud/refusal'
import { routes } from '../../../config/routes'

interface CodeView {
  stage: 'loading' | 'failed' | 'ready'
  failure: string
  code: Output<'host.code'> | null
}

const LOADING: CodeView = { stage: 'loading', failure: '', code: null }

/** My code and card: whoever scans or opens it books with me as host (spec 2, ways in). */
Page({
  data: LOADING,

  onLoad() {
    void this.load()
  },

  onRetry() {
    void this.load()
  },

  /** The picture is a private file with a short-lived address; previewing offers to save or send it. */
  onPicture() {
    const { code } = this.data
    if (code !== null) void wx.previewImage({ current: code.url, urls: [code.url] })
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { code } = this.data
    if (code === null) return { title: '预约来访', path: routes.home() }
    return {
      title: `预约来访：${code.name}-${code.unitName}`,
      path: routes.booking({ host: code.hostId }),
    }
  },

  async load() {
    this.setData(LOADING)
    try {
      this.setData({ stage: 'ready', code: await call('host.code', {}) })
    } catch (thrown) {
      this.setData({ stage: 'failed', failure: asRefusal(thrown).message })
    }
  },
})
