import { offerRead } from '../check'
import { signal } from '../signals'
import { readCode } from './read-code'
import { leavePage } from '../../../api/leave-page'
import { routes } from '../../../config/routes'

/** Pause between two looks: a look takes 10–60 ms, and the screen wants to be drawn as well. */
const PAUSE_MS = 120

/** Reads a pass from the camera's picture on the phone itself, where WeChat's scanner has no network. */
Page({
  data: { refused: false, torch: false },
  frames: null as WechatMiniprogram.CameraFrameListener | null,
  lookedAt: 0,
  ready: false,
  done: false,

  onLoad() {
    this.ready = false
    this.done = false
  },

  onShow() {
    if (this.ready) this.watch()
  },

  /** A call or the home screen takes the camera, and frames don't come back by themselves. */
  onHide() {
    this.stop()
  },

  onCameraReady() {
    this.ready = true
    this.watch()
  },

  watch() {
    if (this.frames !== null || this.done) return
    this.frames = wx.createCameraContext().onCameraFrame((frame) => this.readFrame(frame))
    void this.frames.start()
  },

  onUnload() {
    this.stop()
  },

  onRefused() {
    this.stop()
    this.setData({ refused: true })
  },

  async onSettings() {
    await wx.openSetting({})
    this.setData({ refused: false })
  },

  onTorch() {
    this.setData({ torch: !this.data.torch })
  },

  readFrame({ width, height, data }: { width: number; height: number; data: ArrayBuffer }) {
    const now = Date.now()
    if (this.done || now - this.lookedAt < PAUSE_MS) return
    const code = readCode(width, height, data)
    this.lookedAt = Date.now()
    if (code === null) return
    this.done = true
    this.stop()
    signal('unsure')
    offerRead(code)
    void leavePage(routes.gateScan())
  },

  stop() {
    if (this.frames !== null) void this.frames.stop()
    this.frames = null
  },
})
