import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { routes } from '../../../config/routes'
import { hostCodeWords } from '../../../locales/zh/pages/host-code'

/** Whose code: the caller's own as host, or that of one of their units. */
export type CodeOf = 'me' | 'unit'

export interface CodeState {
  of: CodeOf
  failure: LoadFailure | null
  own: Output<'host.code'> | null
  unit: Output<'unit.code'> | null
}

export interface CodeView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  /** 覃海燕, or 计算机学院. */
  name: string
  /** Under the name; empty: nothing. */
  beneath: string
  url: string
  label: string
  advice: string
  /** The caller's units, to choose from; none when there is only one. */
  units: Array<{ unitId: string; name: string; chosen: boolean }>
  share: { title: string; path: string }
}

export const noCode = (of: CodeOf): CodeState => ({ of, failure: null, own: null, unit: null })

/** A code and card that open a booking with the host filled in, or with the unit to pick the host in (spec 2, Ways in). */
export function codeView({ of, failure, own, unit }: CodeState): CodeView {
  const ready = own ?? unit
  const view: CodeView = {
    stage: ready !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    name: '',
    beneath: '',
    url: ready === null ? '' : ready.url,
    label: of === 'me' ? hostCodeWords.myCode : hostCodeWords.unitCodeLabel,
    advice: '',
    units: [],
    share: { title: hostCodeWords.shareTitle, path: routes.home() },
  }
  if (own !== null)
    return {
      ...view,
      name: own.name,
      beneath: own.unitName,
      advice: hostCodeWords.codeViewAdvice,
      share: {
        title: hostCodeWords.codeViewShareTitle(own.name, own.unitName),
        path: routes.booking({ host: own.hostId }),
      },
    }
  if (unit === null) return view
  const { unitId, name } = unit.unit
  return {
    ...view,
    name,
    advice: hostCodeWords.codeViewAdvice2,
    units:
      unit.units.length > 1 ? unit.units.map((each) => ({ ...each, chosen: each.unitId === unitId })) : [],
    share: { title: hostCodeWords.bookVisitTo(name), path: routes.booking({ unit: unitId }) },
  }
}
