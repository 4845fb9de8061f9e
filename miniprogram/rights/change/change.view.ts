import type { LoadFailure } from '../../api/api-error'
import type { VisitDetail } from '../../../contract'
import type { Fact } from '../../components/fact-list/fact-list'
import { daysFact } from '../../components/fact-list/fact-list.view'
import type { FieldError } from '../../domain/errors'
import { addDays, dayOf, MAX_VISIT_DAYS } from '../../domain/values/days'
import { formatPlate } from '../../domain/values/plates'
import { formatRange } from '../../locales/days'
import { translate } from '../../locales/errors'
import { changeWords } from '../locales/change'

export interface ChangeState {
  detail: VisitDetail | null
  failure: LoadFailure | null
  /** Empty: as it is. */
  lastDay: string
  /** Empty: as it is. */
  plate: string
  reason: string
  plateOpen: boolean
  sending: boolean
  refused: string
  fieldErrors: readonly FieldError[]
  now: number
}

export const initialChange = (): ChangeState => ({
  ...{ detail: null, failure: null, lastDay: '', plate: '', reason: '', plateOpen: false },
  ...{ sending: false, refused: '', fieldErrors: [], now: 0 },
})

export interface ChangeView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof changeWords>['labels']
  facts: Fact[]
  /** Days that may be chosen, and the one the wheel stands at. */
  earliest: string
  latest: string
  lastDay: string
  /** The day that was chosen, in words; empty: none. */
  later: string
  plate: string
  plateText: string
  reason: string
  plateOpen: boolean
  sending: boolean
  refused: string
  fieldErrors: { lastDay: string; plate: string }
}

/** What stands, and what is wanted besides (spec 3). */
export function changeView(state: ChangeState): ChangeView {
  const { detail, failure, lastDay, plate, fieldErrors, now } = state
  const { reason, plateOpen, sending, refused } = state
  const errorOf = (field: string): string => {
    const error = fieldErrors.find((each) => each.field === field)
    return error === undefined ? '' : translate(error.code, error.details)
  }
  const view = {
    ...{ failure, words: changeWords().labels, plate, reason, plateOpen, sending, refused },
    plateText: plate === '' ? '' : formatPlate(plate),
    fieldErrors: { lastDay: errorOf('lastDay'), plate: errorOf('plate') },
  }
  if (detail === null)
    return {
      ...{ ...view, stage: failure === null ? 'loading' : 'failed', facts: [] },
      ...{ earliest: '', latest: '', lastDay: '', later: '' },
    }
  const { visit } = detail
  const today = dayOf(now)
  return {
    ...view,
    stage: 'ready',
    facts: [
      daysFact(changeWords().days, formatRange(visit.firstDay, visit.lastDay, today)),
      {
        label: changeWords().plate,
        words: visit.plate === null ? changeWords().noPlate : formatPlate(visit.plate),
        figures: true,
      },
    ],
    earliest: visit.lastDay,
    latest: addDays(visit.firstDay, MAX_VISIT_DAYS - 1),
    lastDay: lastDay || visit.lastDay,
    later: lastDay > visit.lastDay ? changeWords().later(formatRange(lastDay, lastDay, today)) : '',
  }
}
