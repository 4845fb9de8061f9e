import { ask } from '../../../api/ask'
import { asApiError, failureOf } from '../../../api/api-error'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { openPage } from '../../../api/open-page'
import { statefulPage } from '../../../behaviors/stateful-page'
import { routes } from '../../../config/routes'
import { dayOf } from '../../../domain/values/days'
import { formatDay } from '../../../locales/days'
import { standingWords } from '../../locales/standing'
import { initialPass, passView, type PersonRow, type SheetKind } from './pass.view'

/** One standing pass: answer it, see who is on it, renew it, withdraw one or all (spec 4.4). */
Page(
  statefulPage(
    {
      initial: initialPass,
      view: passView,
      longList: 'people',
      moment: () => ({ now: serverNow() }),
    },
    {
      passId: '',
      key: idempotencyKey(),

      onLoad(query: { id?: string }) {
        this.passId = query.id ?? ''
        this.key = idempotencyKey()
      },

      onShow() {
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      async onPullDownRefresh() {
        await this.load()
        await wx.stopPullDownRefresh()
      },

      onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
        return { title: standingWords.shareTitle, path: routes.claimStanding() }
      },

      onChange() {
        void openPage(routes.changeStandingPass(this.passId))
      },

      onPapers() {
        void openPage(routes.standingPapers(this.passId))
      },

      /** A private file with a short-lived address. */
      onPaper(event: WechatMiniprogram.BaseEvent) {
        const url = event.currentTarget.dataset.url as string
        if (url !== '') void wx.previewImage({ current: url, urls: [url] })
      },

      onSheet(event: WechatMiniprogram.BaseEvent) {
        if (this.state.busy) return
        const { kind, id } = event.currentTarget.dataset as { kind: SheetKind; id?: string }
        this.render({ sheet: kind, personId: id ?? '', sheetOpen: true, refused: '' })
      },

      /** What it is refused for depends on what is asked. */
      onRefuse() {
        if (this.state.busy) return
        const asked = this.state.detail?.pass.state === 'asked'
        this.render({ sheet: asked ? 'return' : 'refuseRenewal', personId: '', sheetOpen: true, refused: '' })
      },

      onCloseSheet() {
        this.render({ sheetOpen: false, refused: '' })
      },

      async onReason(event: WechatMiniprogram.CustomEvent<{ reason: string }>) {
        const { passId } = this
        const { reason } = event.detail
        const { sheet, personId } = this.state
        await this.change(standingWords[sheet].done, (key) =>
          sheet === 'withdraw' || sheet === 'withdrawPerson'
            ? call(
                'standing.withdraw',
                { passId, visitIds: personId === '' ? [] : [personId], reason },
                { idempotencyKey: key },
              )
            : call('standing.answer', { passId, accept: false, reason }, { idempotencyKey: key }),
        )
      },

      onPhoto(event: WechatMiniprogram.BaseEvent) {
        const { id } = event.currentTarget.dataset as { id: string }
        void openPage(routes.approval(id))
      },

      async onAccept() {
        const { passId } = this
        const seen = this.state.detail?.rev
        const renewal = this.state.detail?.pass.renewalUntil ?? null
        const { confirm } = await ask({
          title: renewal === null ? standingWords.acceptTitle : standingWords.renewTitle,
          content:
            renewal === null
              ? standingWords.acceptContent
              : standingWords.renewContent(formatDay(renewal, dayOf(serverNow()))),
          confirmText: standingWords.accept,
        })
        if (!confirm) return
        await this.change(standingWords.accepted, (key) =>
          call('standing.answer', { passId, accept: true, reason: '', seen }, { idempotencyKey: key }),
        )
      },

      async onRenew(event: WechatMiniprogram.PickerChange) {
        const { passId } = this
        const lastDay = event.detail.value as string
        await this.change(standingWords.renewSent, (key) =>
          call('standing.renew', { passId, lastDay }, { idempotencyKey: key }),
        )
      },

      async change(done: string, send: (key: IdempotencyKey) => Promise<unknown>) {
        if (this.state.busy) return
        this.render({ busy: true, refused: '' })
        try {
          await send(this.key)
          this.key = idempotencyKey()
          this.render({ busy: false, sheetOpen: false })
          void wx.showToast({ title: done, icon: 'none' })
        } catch (thrown) {
          this.render({ busy: false, refused: asApiError(thrown).message })
        }
        await this.load()
      },

      async load() {
        this.render({ failure: null })
        const { passId } = this
        try {
          const [detail, first] = await Promise.all([
            call('standing.get', { passId }),
            call('standing.people', { passId, cursor: null }),
          ])
          const people: PersonRow[] = [...first.rows]
          this.render({ detail, people })
          for (let { next } = first; next !== null;) {
            const page = await call('standing.people', { passId, cursor: next })
            people.push(...page.rows)
            this.render({ people })
            next = page.next
          }
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
