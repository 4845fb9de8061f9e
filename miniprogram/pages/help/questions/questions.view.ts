import type { LoadFailure } from '../../../api/api-error'
import type { HelpTopic } from '../../../config/help-topics'
import { helpQuestionsWords } from '../../../locales/pages/help-questions'
import { answersFrom, type Answer, type HelpRules } from './answers'

export interface QuestionsState {
  rules: HelpRules | null
  /** Which question is open; null: none. */
  open: HelpTopic | null
  loading: boolean
  failure: LoadFailure | null
  now: number
}

export interface QuestionsView {
  /** The page's own texts, in the current language. */
  words: ReturnType<typeof helpQuestionsWords>['labels']
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  answers: Array<Omit<Answer, 'lines'> & { lines: Array<{ words: string }>; open: boolean }>
}

export const initialQuestions = (): QuestionsState => ({
  rules: null,
  open: null,
  loading: true,
  failure: null,
  now: 0,
})

/** Answers that were loaded stay readable when a refresh fails. */
export function questionsView({ rules, open, loading, failure, now }: QuestionsState): QuestionsView {
  return {
    words: helpQuestionsWords().labels,
    stage: rules !== null ? 'ready' : failure !== null ? 'failed' : 'loading',
    failure,
    waiting: loading,
    answers:
      rules === null
        ? []
        : answersFrom(rules, now).map((answer) => ({
            ...answer,
            lines: answer.lines.map((words) => ({ words })),
            open: answer.topic === open,
          })),
  }
}
