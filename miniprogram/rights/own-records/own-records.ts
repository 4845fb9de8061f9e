import { ask } from '../../api/ask'
import { asApiError, failureOf } from '../../api/api-error'
import { call } from '../../api/call'
import { serverNow } from '../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../api/idempotency-key'
import { statefulPage } from '../../behaviors/stateful-page'
import { dayOf } from '../../domain/values/days'
import { controlWords } from '../../locales/controls'
import { dataWords } from '../locales/own-records'
import { dataText, dataView, initialData } from './own-records.view'

/** 我的数据: everything that is kept about the reader, as a page and as a file; having it erased (spec 9). */
Page(
  statefulPage(
    { initial: initialData, view: dataView },
    {
      keys: {} as Record<'export' | 'erase' | 'photo', IdempotencyKey>,

      onLoad() {
        void wx.setNavigationBarTitle({ title: dataWords().title })
        this.keys = { export: idempotencyKey(), erase: idempotencyKey(), photo: idempotencyKey() }
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onRetry() {
        void this.load()
      },

      async load() {
        this.render({ loading: true, failure: null })
        try {
          this.render({ data: await call('data.read', {}), loading: false, now: serverNow() })
        } catch (thrown) {
          this.render({ data: null, loading: false, failure: failureOf(thrown) })
        }
      },

      /** Sending a file takes a tap of its own: the platform opens the chats in answer to one only. */
      async onExport() {
        if (this.state.exporting) return
        this.render({ exporting: true, refused: '' })
        try {
          const data = await call('data.export', {}, { idempotencyKey: this.keys.export })
          const now = serverNow()
          const path = `${wx.env.USER_DATA_PATH}/${dataWords().fileName(dayOf(now))}`
          await writeText(path, dataText(data, now))
          this.render({ data, now, exporting: false, file: path })
        } catch (thrown) {
          this.render({ exporting: false })
          void wx.showModal({
            title: dataWords().notWritten,
            content: asApiError(thrown).message,
            showCancel: false,
            confirmText: controlWords().ok,
          })
        }
      },

      async onShare() {
        try {
          await wx.shareFileMessage({
            filePath: this.state.file,
            fileName: dataWords().fileName(dayOf(serverNow())),
          })
        } catch (thrown) {
          // Who closes the list of chats has changed their mind.
          console.warn('shareFileMessage', thrown)
        }
      },

      async onWithdrawPhoto(event: WechatMiniprogram.BaseEvent) {
        const { visit } = event.currentTarget.dataset as { visit: string }
        const { confirm } = await ask({
          title: dataWords().photoTitle,
          content: dataWords().photoContent,
          confirmText: dataWords().photoConfirm,
          cancelText: controlWords().cancel,
        })
        if (!confirm) return
        try {
          await call('face.withdraw', { visitId: visit }, { idempotencyKey: this.keys.photo })
          void wx.showToast({ title: dataWords().photoDone, icon: 'success' })
          await this.load()
        } catch (thrown) {
          void wx.showModal({
            title: dataWords().photoTitle,
            content: asApiError(thrown).message,
            showCancel: false,
            confirmText: controlWords().ok,
          })
        }
      },

      async onErase() {
        if (this.state.erasing) return
        const { confirm } = await ask({
          title: dataWords().confirmTitle,
          content: dataWords().confirmContent,
          confirmText: dataWords().confirmText,
          cancelText: controlWords().cancel,
        })
        if (!confirm) return
        this.render({ erasing: true, refused: '' })
        try {
          await call('data.erase', {}, { idempotencyKey: this.keys.erase })
          this.render({ erasing: false })
          void wx.showToast({ title: dataWords().asked, icon: 'success' })
          await this.load()
        } catch (thrown) {
          this.render({ erasing: false, refused: asApiError(thrown).message })
        }
      },
    },
  ),
)

const writeText = (filePath: string, data: string): Promise<void> =>
  new Promise((resolve, reject) => {
    wx.getFileSystemManager().writeFile({
      ...{ filePath, data, encoding: 'utf8' },
      success: () => resolve(),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
