import { listPage } from '../../../behaviors/list-page'
import { call } from '../../../api/call'
import { serverNow } from '../../../api/clock'
import { conflictsView, initialConflicts } from './conflicts.view'

/** What the office has to look at after a time without a network: who passed against the rules, and what to do. */
Page(
  listPage(
    {
      initial: initialConflicts,
      view: conflictsView,
      longList: 'cards',
      moment: () => ({ now: serverNow() }),
      loadPage: (_state, cursor) => call('gate.conflicts', { cursor }),
    },
    {
      async loadBursts() {
        try {
          this.render({ bursts: (await call('gate.wrongTries', { cursor: null })).rows })
        } catch (thrown) {
          console.warn('gate.wrongTries', thrown)
        }
      },

      onLoad() {
        void this.reload()
        void this.loadBursts()
      },
    },
  ),
)
