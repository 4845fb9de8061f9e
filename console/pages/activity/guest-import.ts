import { computed, ref, shallowRef } from 'vue'
import type { Output } from '../../../contract'
import type { Day } from '../../../miniprogram/domain/values/days'
import { partsOf } from '../../../miniprogram/domain/standing-pass/standing-pass'
import {
  checkGuestList,
  guestImportWords as words,
  refusedGuests,
  type GuestOnList,
} from '../../../miniprogram/staff/locales/guest-import'
import type { RowError } from '../../../miniprogram/staff/locales/standing-list'
import { sentenceOf } from '../../api/api-error'
import type { Activity } from './activities'

/** Sends some guests under an id that stays the same when they are sent again. */
type Add = (people: GuestOnList['person'][], requestId: string) => Promise<Output<'activity.addGuests'>>

interface Piece {
  people: GuestOnList[]
  requestId: string
}

/**
 * A list of guests from its text to its end: checked first, then sent piece by piece. What no answer came to stays, and sent
 * again takes nobody in twice.
 */
export function useGuestImport(plan: () => Activity['plan'], today: () => Day, add: Add) {
  const text = ref('')
  const faults = shallowRef<RowError[]>([])
  const waiting = shallowRef<Piece[]>([])
  const [broken, all, added] = [ref(0), ref(0), ref(0)]
  const refused = shallowRef<RowError[]>([])
  const [stage, failure] = [ref<'typing' | 'checked' | 'sending' | 'stopped' | 'done'>('typing'), ref('')]

  function check(): void {
    const list = checkGuestList(text.value, plan(), today())
    faults.value = list.faults
    waiting.value = partsOf(list.people).map((people) => ({ people, requestId: crypto.randomUUID() }))
    ;[broken.value, all.value, added.value, refused.value] = [list.broken, list.people.length, 0, []]
    failure.value = all.value === 0 && broken.value === 0 ? words.nothingRead : ''
    stage.value = failure.value === '' ? 'checked' : 'typing'
  }

  async function send(): Promise<void> {
    stage.value = 'sending'
    failure.value = ''
    for (let next = waiting.value[0]; next !== undefined; next = waiting.value[0]) {
      const { people, requestId } = next
      try {
        const reply = await add(
          people.map(({ person }) => person),
          requestId,
        )
        added.value += reply.added
        refused.value = [...refused.value, ...refusedGuests(people, reply.refused)]
      } catch (thrown) {
        failure.value = sentenceOf(thrown)
        stage.value = 'stopped'
        return
      }
      waiting.value = waiting.value.slice(1)
    }
    stage.value = 'done'
  }

  return {
    ...{ text, faults, broken, all, added, refused, stage, failure, check, send },
    left: computed(() => waiting.value.reduce((sum, { people }) => sum + people.length, 0)),
    /** What was typed is another list from now on. */
    retype: (): void => void (stage.value = 'typing'),
  }
}
