import { asApiError, failureOf } from '../../../api/api-error'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { idempotencyKey, type IdempotencyKey } from '../../../api/idempotency-key'
import { statefulPage } from '../../../behaviors/stateful-page'
import { partsOf } from '../../../domain/standing-pass/standing-pass'
import { dayOf } from '../../../domain/values/days'
import { chosenList } from '../../lists/chosen-list'
import { refusedGuests } from '../../locales/guest-import'
import { standingWords } from '../../locales/standing'
import { importView, initialImport, withChecked } from './import.view'

/** Takes in the guests of an activity that stand on a list (spec 4.2). What no answer came to stays, to be sent again. */
Page(
  statefulPage(
    { initial: initialImport, view: importView },
    {
      activityId: '',
      /** Of the part that is being sent: sent again it takes nobody in twice. */
      key: null as IdempotencyKey | null,

      onLoad(query: { id?: string }) {
        this.activityId = query.id ?? ''
        this.key = null
        void this.load()
      },

      onRetry() {
        void this.load()
      },

      onText(event: WechatMiniprogram.Input) {
        this.render({ text: event.detail.value, checked: null, waiting: [], note: '' })
      },

      onRead() {
        if (this.state.sending) return
        this.key = null
        this.render(withChecked(this.state, dayOf(serverNow())))
        this.render({ waiting: partsOf(this.state.checked?.people ?? []) })
      },

      async onFile() {
        try {
          const text = await chosenList()
          if (text === null) return
          this.render({ text })
          this.onRead()
        } catch {
          this.render({ note: standingWords.wrongFile })
        }
      },

      async onSend() {
        if (this.state.sending) return
        this.render({ sending: true, note: '' })
        try {
          for (let [part] = this.state.waiting; part !== undefined; [part] = this.state.waiting) {
            this.key ??= idempotencyKey()
            const { activityId, key } = this
            const people = part.map(({ person }) => ({ ...person }))
            const reply = await call('activity.addGuests', { activityId, people }, { idempotencyKey: key })
            this.key = null
            this.render({
              waiting: this.state.waiting.slice(1),
              added: this.state.added + reply.added,
              refused: [...this.state.refused, ...refusedGuests(part, reply.refused)],
            })
          }
          this.render({ sending: false })
        } catch (thrown) {
          this.render({ sending: false, note: asApiError(thrown).message })
        }
      },

      async load() {
        this.render({ failure: null })
        try {
          this.render({ detail: await call('activity.get', { activityId: this.activityId }) })
        } catch (thrown) {
          this.render({ failure: failureOf(thrown) })
        }
      },
    },
  ),
)
