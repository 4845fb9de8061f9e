import { inLocale } from '../current'
import { helpQuestionsWords as en } from '../en/pages/help-questions'
import { helpQuestionsWords as zh } from '../zh/pages/help-questions'

/** The words of the common questions, in the current language. */
export const helpQuestionsWords = (): typeof zh => inLocale({ zh, en })
