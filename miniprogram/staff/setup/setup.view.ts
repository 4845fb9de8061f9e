import type { Output } from '../../../contract'
import { checkName, normaliseName } from '../../domain/values/names'
import { sentenceOf } from '../../locales/errors'
import { setupWords } from '../../locales/zh/pages/setup'

export interface SetupState {
  code: string
  name: string
  tried: boolean
  sending: boolean
  refused: string
  /** How the last try ended; null: there was none. */
  answer: Output<'account.setUp'> | null
}

export const initialSetup = (): SetupState => ({
  ...{ code: '', name: '', tried: false, sending: false, refused: '', answer: null },
})

export interface SetupView {
  stage: 'asking' | 'done'
  code: string
  name: string
  fieldErrors: { code: string; name: string }
  sending: boolean
  refused: string
  steps: readonly { title: string; words: string }[]
}

/** The first office account by the setup code of the deployment, and what comes after it (spec 1). */
export function setupView(state: SetupState): SetupView {
  const { code, name, tried, sending, refused, answer } = state
  return {
    stage: answer?.outcome === 'done' ? 'done' : 'asking',
    ...{ code, name, sending, steps: setupWords.steps },
    fieldErrors: tried ? setupFieldErrors(state) : { code: '', name: '' },
    refused:
      refused !== '' || answer === null || answer.outcome === 'done'
        ? refused
        : setupWords.outcomes[answer.outcome](answer.triesLeft),
  }
}

export const setupFieldErrors = ({ code, name }: SetupState): SetupView['fieldErrors'] => ({
  code: code.trim() === '' ? setupWords.codeMissing : '',
  name: checkName(normaliseName(name)) === null ? '' : sentenceOf('NAME_INVALID'),
})
