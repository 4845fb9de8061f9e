import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import type { Contact } from '../../../components/call-list/call-list'
import { readLine, searchForm } from '../../../domain/values/text'
import { helpContactsWords } from '../../../locales/pages/help-contacts'

type Units = Output<'unit.list'>['units']

export interface ContactsState {
  /** The office and the desks; null: not loaded yet. */
  office: Contact[] | null
  units: Units
  text: string
  loading: boolean
  failure: LoadFailure | null
}

export interface ContactsView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof helpContactsWords>['labels']
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  groups: Array<{ heading: string; calls: Contact[] }>
  /** That what was looked for isn't there; empty otherwise. */
  nothingFor: string
}

export const initialContacts = (): ContactsState => ({
  office: null,
  units: [],
  text: '',
  loading: true,
  failure: null,
})

/** Whom one can call (spec 10): office and desks first, then the units by campus. All of it is the office's data. */
export function contactsView({ office, units, text, loading, failure }: ContactsState): ContactsView {
  const wanted = searchForm(text)
  const fits = ({ name }: { name: string }): boolean => searchForm(name).indexOf(wanted) >= 0
  const groups = [
    { heading: helpContactsWords().heading, calls: (office ?? []).filter(fits) },
    ...campusesOf(units).map((campus) => ({
      heading: helpContactsWords().groupsHeading(campus),
      calls: units.filter((unit) => unit.campusName === campus && fits(unit)).flatMap(callOf),
    })),
  ].filter(({ calls }) => calls.length > 0)
  return {
    words: helpContactsWords().labels,
    stage: office !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    waiting: loading,
    groups,
    nothingFor: office !== null && groups.length === 0 ? helpContactsWords().nothingFor(readLine(text)) : '',
  }
}

const campusesOf = (units: Units): string[] => Array.from(new Set(units.map(({ campusName }) => campusName)))

const callOf = ({ name, phone }: Units[number]): Contact[] => (phone === null ? [] : [{ name, phone }])
