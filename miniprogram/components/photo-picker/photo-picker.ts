import { asApiError } from '../../api/api-error'
import { sendPicture } from '../../api/upload'
import type { FileUse } from '../../domain/file/uploads'
import { controlWords } from '../../locales/controls'

/** One picture: where it lies on the phone, and its `uploadId` once it has been sent. */
export interface Photo {
  path: string
  uploadId: string
  state: 'sending' | 'sent' | 'failed'
}

/**
 * Takes or chooses pictures and uploads each at once. Fires `change` {photos} with every step; a picture that
 * didn't arrive stays, to be tapped and sent again.
 */
Component({
  properties: {
    /** FileUse of domain/file/uploads.ts. */
    use: { type: String, value: 'evidence' },
    most: { type: Number, value: 1 },
    /** Words on the empty place. */
    invite: { type: String, value: controlWords().photos.add },
    disabled: { type: Boolean, value: false },
  },
  data: { words: controlWords().photos, photos: [] as Photo[] },
  methods: {
    async onAdd() {
      if (this.data.disabled) return
      const chosen = await this.choose()
      if (chosen.length === 0) return
      const fresh = chosen.map((path): Photo => ({ path, uploadId: '', state: 'sending' }))
      this.report([...this.data.photos, ...fresh])
      for (const path of chosen) await this.send(path)
    },
    onPhoto(event: WechatMiniprogram.BaseEvent) {
      const photo = this.data.photos[event.currentTarget.dataset.at as number]
      if (photo === undefined) return
      if (photo.state === 'failed') void this.send(photo.path)
      else void wx.previewImage({ current: photo.path, urls: this.data.photos.map(({ path }) => path) })
    },
    onRemove(event: WechatMiniprogram.BaseEvent) {
      const at = event.currentTarget.dataset.at as number
      this.report(this.data.photos.filter((_, each) => each !== at))
    },
    /** Paths of what was chosen; none when the sheet was put away or the camera refused. */
    async choose(): Promise<string[]> {
      try {
        const { tempFiles } = await wx.chooseMedia({
          count: this.data.most - this.data.photos.length,
          mediaType: ['image'],
          sourceType: ['camera', 'album'],
          sizeType: ['compressed'],
        })
        return tempFiles.map(({ tempFilePath }: { tempFilePath: string }) => tempFilePath)
      } catch (refused) {
        const { errMsg } = refused as { errMsg?: string }
        if (!/cancel/.test(errMsg ?? ''))
          void wx.showToast({ title: controlWords().photos.notOpened, icon: 'none' })
        return []
      }
    },
    async send(path: string) {
      this.mark(path, { state: 'sending' })
      try {
        const uploadId = await sendPicture({ use: this.data.use as FileUse }, path)
        this.mark(path, { state: 'sent', uploadId })
      } catch (thrown) {
        this.mark(path, { state: 'failed' })
        void wx.showToast({ title: asApiError(thrown).message, icon: 'none' })
      }
    },
    mark(path: string, change: Partial<Photo>) {
      this.report(this.data.photos.map((photo) => (photo.path === path ? { ...photo, ...change } : photo)))
    },
    report(photos: Photo[]) {
      this.setData({ photos })
      this.triggerEvent('change', { photos })
    },
  },
})
