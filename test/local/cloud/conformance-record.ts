import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** What a question to a cloud saw, beside what the local cloud answers. */
export type Answer = { question: string; sdk: string; saw: unknown; local: unknown }

/** Adds an answer to a file, one JSON a line, with whether it differs from the local cloud's. */
export function recordAnswer(file: string, answer: Answer): void {
  const differs = JSON.stringify(answer.saw) !== JSON.stringify(answer.local)
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${JSON.stringify({ ...answer, differs, at: new Date().toISOString() })}\n`)
}
