import { inLocale } from './current'
import * as en from './en/gate'
import type { GateSentences } from './gate-words'
import * as zh from './zh/gate'

const sentences: { zh: GateSentences; en: GateSentences } = { zh, en }

/** What a gate says in the current language. */
export const gateSentence: GateSentences['gateSentence'] = (...decided) =>
  inLocale(sentences).gateSentence(...decided)
export const reasonSentence: GateSentences['reasonSentence'] = (reason) =>
  inLocale(sentences).reasonSentence(reason)
export const adviceSentence: GateSentences['adviceSentence'] = (reason) =>
  inLocale(sentences).adviceSentence(reason)
