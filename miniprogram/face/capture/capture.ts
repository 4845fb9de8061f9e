import { statefulPage } from '../../behaviors/stateful-page'
import { idempotencyKey } from '../../api/idempotency-key'
import { asApiError } from '../../api/api-error'
import { openPrivacyGuide } from '../../api/privacy-guide'
import { sendPicture } from '../../api/upload'
import type { Guidance } from '../../domain/face/guide'
import { cropAround, cropOfSelfie, ovalInPicture, type Crop, type Size } from '../../domain/face/oval'
import { FaceTracking } from '../face-tracking'
import { LiveGuide } from '../live-guide'
import { makePhoto } from '../photo'
import { captureView, newCapture, type CaptureState, type PhotoUse } from './capture.view'
import { faceCaptureWords } from '../locales/capture'
import { leavePage } from '../../api/leave-page'
import { routes } from '../../config/routes'

/** Refusals that another picture can mend; after others the same one may be sent again. */
const NEEDS_ANOTHER = ['FACE_HINT', 'FACE_FORM']

/** Takes the visitor's face photo (spec 6). Its opener hears `taken` {photoId, path}; going back means without one. */
Page(
  statefulPage(
    { initial: newCapture, view: captureView },
    {
      tracking: new FaceTracking(),
      live: null as LiveGuide | null,
      shooting: false,
      key: idempotencyKey(),

      onLoad({ use = 'booking' }: { use?: PhotoUse }) {
        this.key = idempotencyKey()
        this.tracking = new FaceTracking()
        this.live = new LiveGuide(this.tracking, (guidance) => this.guided(guidance))
        this.change({
          ...newCapture(use === 'standing' ? use : 'booking'),
          statusBar: wx.getWindowInfo().statusBarHeight,
        })
      },

      onShow() {
        if (this.state.stage === 'camera') this.watch()
      },

      onHide() {
        this.live?.stop()
      },

      onUnload() {
        this.live?.stop()
        this.tracking.stop()
      },

      onBack() {
        void leavePage(routes.home())
      },

      onConsent() {
        this.change({ consent: !this.state.consent })
      },

      // The camera

      async onStart() {
        if (!this.consented()) return
        try {
          await agreeToPrivacy()
          await wx.authorize({ scope: 'scope.camera' })
        } catch (refused) {
          console.info('camera', refused)
          this.change({ stage: 'denied', denied: 'refused' })
          return
        }
        this.openCamera()
      },

      openCamera() {
        this.tracking.start()
        this.change({ stage: 'camera', view: null, guidance: null, photo: null, refused: '' })
      },

      /** The camera stands: only now its size on the screen is known. */
      onCameraReady() {
        wx.createSelectorQuery()
          .select('#camera')
          .boundingClientRect(({ width, height }: { width: number; height: number }) => {
            this.change({ view: { width, height } })
            this.watch()
          })
          .exec()
      },

      onCameraFailed(event: WechatMiniprogram.CustomEvent<{ errMsg?: string }>) {
        console.info('camera', event.detail)
        this.live?.stop()
        const refused = /auth|deny|permission/i.test(event.detail.errMsg ?? '')
        this.change({ stage: 'denied', denied: refused ? 'refused' : 'missing' })
      },

      /** The platform took the camera away, for a call perhaps. */
      onCameraStopped() {
        this.live?.stop()
      },

      watch() {
        const { view } = this.state
        if (view !== null) this.live?.start(view)
      },

      guided(guidance: Guidance) {
        if (this.state.stage !== 'camera') return
        this.change({ guidance })
        if (guidance.ready) void this.onShutter()
      },

      async onShutter() {
        const { view, stage } = this.state
        if (this.shooting || view === null || stage !== 'camera') return
        this.shooting = true
        this.live?.stop()
        try {
          const taken = await takePhoto()
          void wx.vibrateShort({ type: 'medium' }).catch(() => undefined)
          await this.examine(taken, (size) => cropAround(ovalInPicture(view, size), size))
        } catch (failure) {
          console.warn('takePhoto', failure)
          void wx.showToast({ title: faceCaptureWords().onShutterTitle, icon: 'none' })
          this.openCamera()
          this.watch()
        } finally {
          this.shooting = false
        }
      },

      // The album

      onPrivacy() {
        openPrivacyGuide()
      },

      async onAlbum() {
        if (!this.consented()) return
        this.live?.stop()
        try {
          const { tempFiles } = await wx.chooseMedia({
            count: 1,
            mediaType: ['image'],
            sourceType: ['album'],
          })
          const [chosen] = tempFiles as { tempFilePath: string }[]
          if (chosen !== undefined) await this.examine(chosen.tempFilePath, cropOfSelfie)
        } catch (failure) {
          const { errMsg = '' } = failure as { errMsg?: string }
          if (!/cancel/.test(errMsg)) {
            console.warn('album', failure)
            void wx.showToast({ title: faceCaptureWords().onAlbumTitle, icon: 'none' })
          }
          if (this.state.stage === 'checking') this.change({ stage: 'intro' })
          if (this.state.stage === 'camera') this.watch()
        }
      },

      // The picture

      async examine(source: string, crop: (size: Size) => Crop) {
        this.change({ stage: 'checking', photo: null, refused: '' })
        const photo = await makePhoto(await this.canvas(), source, crop, this.tracking)
        this.change({ stage: 'review', photo })
      },

      canvas(): Promise<WechatMiniprogram.Canvas> {
        return new Promise((resolve) =>
          wx
            .createSelectorQuery()
            .select('#paper')
            .fields({ node: true }, ({ node }) => resolve(node as WechatMiniprogram.Canvas))
            .exec(),
        )
      },

      onAgain() {
        if (!this.state.sending) void this.onStart()
      },

      async onUse() {
        const { photo, sending, refused } = this.state
        if (sending || photo === null || photo.issue !== null) return
        this.change({ sending: true, refused: '' })
        try {
          const photoId = await sendPicture({ use: 'face', consent: true }, photo.path, this.key)
          this.getOpenerEventChannel().emit?.('taken', { photoId, path: photo.path })
          void leavePage(routes.home())
        } catch (thrown) {
          const { code, message } = asApiError(thrown)
          const another = NEEDS_ANOTHER.indexOf(code) >= 0
          this.change({ sending: false, refused: another ? message : refused })
          if (!another) void wx.showToast({ title: message, icon: 'none' })
        }
      },

      // Without permission

      async onSettings() {
        const { authSetting } = await wx.openSetting()
        if (authSetting['scope.camera'] === true) this.openCamera()
      },

      consented(): boolean {
        if (!this.state.consent) this.change({ asked: true })
        return this.state.consent
      },

      /** The status bar follows the stage. */
      change(part: Partial<CaptureState>) {
        const before = this.state.stage
        this.render(part)
        if (this.state.stage !== before) colourStatusBar(this.state.stage === 'camera')
      },
    },
  ),
)

/** The camera falls under the privacy guide; the platform asks once. */
const agreeToPrivacy = (): Promise<void> =>
  new Promise((resolve, reject) => wx.requirePrivacyAuthorize({ success: () => resolve(), fail: reject }))

/** Where the photo lies on the phone: JPEG on Android, PNG on iPhones. */
const takePhoto = (): Promise<string> =>
  new Promise((resolve, reject) =>
    wx.createCameraContext().takePhoto({
      quality: 'high',
      // The front camera mirrors by itself: names on clothes and the parting of the hair would be the wrong way round.
      selfieMirror: false,
      success: ({ tempImagePath }) => resolve(tempImagePath),
      fail: reject,
    }),
  )

/** Clock and battery have to be read over the dark camera and over the light pages. */
function colourStatusBar(dark: boolean): void {
  const [frontColor, backgroundColor] = dark ? ['#ffffff', '#000000'] : ['#000000', '#f8f5ef']
  void wx.setNavigationBarColor({ frontColor, backgroundColor }).catch(() => undefined)
}
