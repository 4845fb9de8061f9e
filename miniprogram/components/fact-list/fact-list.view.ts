import type { Fact } from './fact-list'

/** The fact of some days: broken between them and never within one. */
export const daysFact = (label: string, words: string): Fact => ({ label, words, whole: true })
