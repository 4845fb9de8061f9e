import type { LoadFailure } from '../../../api/api-error'
import type { Input, Me } from '../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { formatPlate } from '../../../domain/values/plates'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { vehicleCard, type Vehicle, type VehicleCard } from './vehicle-card.view'
import { deskVehiclesWords } from '../../locales/desk-vehicles'
import type { Tab } from '../../../components/tabs/tabs'
import { countedTabs } from '../../../components/tabs/tabs.view'

export type VehicleTab = Input<'vehicle.list'>['list']

export interface VehiclesState {
  me: Me | null
  /** Why the own campuses couldn't be loaded; empty when they could. */
  failure: LoadFailure | null
  campusId: string
  tab: VehicleTab
  list: PagedList<Vehicle>
  plate: string
  plateOpen: boolean
  searching: boolean
  /** What the search found: undefined before it, null when nothing. */
  found: Vehicle | null | undefined
  /** Id of the vehicle being written about; empty: none. */
  working: string
  sending: boolean
  sheetOpen: boolean
  refused: { id: string; sentence: string }
  now: number
}

export const initialVehicles = (): VehiclesState => ({
  me: null,
  failure: null,
  campusId: '',
  tab: 'cases',
  list: emptyList(),
  plate: '',
  plateOpen: false,
  searching: false,
  found: undefined,
  working: '',
  sending: false,
  sheetOpen: false,
  refused: { id: '', sentence: '' },
  now: 0,
})

type Card = VehicleCard & { sending: boolean; refused: string }

export interface VehiclesView {
  loading: boolean
  failure: LoadFailure | null
  noCampus: boolean
  campuses: Array<{ id: string; name: string; chosen: boolean }>
  tab: VehicleTab
  tabs: Tab<VehicleTab>[]
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Card[]
  listFailure: LoadFailure | null
  waiting: boolean
  end: ListEnd
  empty: { sentence: string; advice: string }
  search: { plate: string; shown: string; open: boolean; waiting: boolean; nothing: string }
  /** The one that was searched for stands instead of the list. */
  searched: boolean
  busy: boolean
  sheet: {
    visible: boolean
    subject: string
    plate: string
    enteredAt: number
    waiting: boolean
    failure: string
  }
}

const TABS: VehiclesView['tabs'] = [
  { value: 'cases', label: deskVehiclesWords.tabsLabel },
  { value: 'inside', label: deskVehiclesWords.insideTab },
  { value: 'due', label: deskVehiclesWords.feeDue },
]

const EMPTY: Readonly<Record<VehicleTab, VehiclesView['empty']>> = {
  cases: { sentence: deskVehiclesWords.casesSentence, advice: deskVehiclesWords.casesAdvice },
  inside: { sentence: deskVehiclesWords.insideSentence, advice: deskVehiclesWords.insideAdvice },
  due: { sentence: deskVehiclesWords.dueSentence, advice: deskVehiclesWords.dueAdvice },
}

/** The desk's vehicles of one campus (spec 5.3). */
export function vehiclesView(state: VehiclesState): VehiclesView {
  const { me, failure, list, found, plate, refused, sheetOpen, working, sending } = state
  const campuses = me?.desk?.campuses ?? []
  const rows = found === undefined ? list.rows : found === null ? [] : [found]
  const about = rows.find(({ id }) => id === working)
  return {
    loading: me === null && failure === null,
    failure: me === null ? failure : null,
    noCampus: me !== null && campuses.length === 0,
    campuses: campuses.map(({ id, name }) => ({ id, name, chosen: id === state.campusId })),
    tab: state.tab,
    tabs: countedTabs(TABS, list.counts),
    stage: found === undefined ? listStage(list) : found === null ? 'empty' : 'rows',
    cards: rows.map((vehicle) => ({
      ...vehicleCard(vehicle, state.now),
      sending: sending && working === vehicle.id,
      refused: refused.id === vehicle.id && !sheetOpen ? refused.sentence : '',
    })),
    listFailure: list.failure,
    waiting: list.loading,
    end: found === undefined ? listEnd(list) : 'all',
    empty:
      found === null
        ? {
            sentence: deskVehiclesWords.emptySentence(formatPlate(plate)),
            advice: deskVehiclesWords.emptyAdvice,
          }
        : EMPTY[state.tab],
    search: {
      plate,
      shown: plate === '' ? '' : formatPlate(plate),
      open: state.plateOpen,
      waiting: state.searching,
      nothing: deskVehiclesWords.nothing,
    },
    searched: found !== undefined,
    busy: sending,
    sheet: {
      visible: sheetOpen,
      subject: working,
      plate: about === undefined ? '' : formatPlate(about.plate),
      enteredAt: about?.enteredAt ?? 0,
      waiting: sending,
      failure: refused.id === working ? refused.sentence : '',
    },
  }
}
