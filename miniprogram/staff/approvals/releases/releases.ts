import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { loadMore, reload, type PagedList } from '../../../api/paged-list'
import { asApiError } from '../../../api/api-error'
import { routes } from '../../../config/routes'
import { listGestures } from '../../../pages/list-gestures'
import {
  answeredWords,
  initialReleases,
  releasesView,
  type ReleaseRow,
  type ReleasesState,
} from './releases.view'

/** Requests to let a booking of the own unit go, by others or by its visitor: one tap lets it go, or keeps it (spec 2, 3). */
Page({
  data: releasesView(initialReleases()),
  state: initialReleases(),
  key: null as IdempotencyKey | null,

  ...listGestures,

  onLoad() {
    this.state = initialReleases()
    this.key = idempotencyKey()
  },

  onShow() {
    void this.reload()
  },

  onOpen(event: WechatMiniprogram.BaseEvent) {
    const row = this.rowOf(event)
    if (row !== undefined) void wx.navigateTo({ url: routes.approval(row.visit.id) })
  },

  /** One tap: what it brings about stands above the button (spec 2). */
  onRelease(event: WechatMiniprogram.BaseEvent) {
    const row = this.rowOf(event)
    if (row !== undefined && this.state.answering === '') void this.answer(row, true)
  },

  onKeep(event: WechatMiniprogram.BaseEvent) {
    const row = this.rowOf(event)
    if (row !== undefined && this.state.answering === '') void this.answer(row, false)
  },

  async answer({ id: releaseId, field }: ReleaseRow, release: boolean) {
    this.show({ answering: releaseId, refused: { id: '', sentence: '' } })
    try {
      await call('release.answer', { releaseId, release }, { idempotencyKey: this.key ?? undefined })
      this.show({ answering: '' })
      void wx.showToast({ title: answeredWords(field, release), icon: 'none' })
      await this.reload()
    } catch (thrown) {
      const refusal = asApiError(thrown)
      this.show({ answering: '', refused: { id: releaseId, sentence: refusal.message } })
      if (refusal.code === 'RELEASE_ANSWERED') {
        void wx.showToast({ title: refusal.message, icon: 'none' })
        await this.reload()
      }
    }
  },

  rowOf(event: WechatMiniprogram.BaseEvent): ReleaseRow | undefined {
    return this.state.list.rows.find((row) => row.id === event.currentTarget.dataset.id)
  },

  reload(): Promise<void> {
    return reload(this.state.list, (cursor) => call('release.list', { cursor }), this.shower())
  },

  more(): Promise<void> {
    return loadMore(this.state.list, (cursor) => call('release.list', { cursor }), this.shower())
  },

  shower() {
    return (list: PagedList<ReleaseRow>) => this.show({ list })
  },

  show(change: Partial<ReleasesState>) {
    this.state = { ...this.state, ...change, now: serverNow() }
    this.setData(releasesView(this.state))
  },
})
