import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from 'vitest'
import { RECORD_FILE, TAPE_FILE } from './conformance-target'

/** What a question to a cloud saw, beside what the local cloud answers. */
export type Answer = { question: string; sdk: string; saw: unknown; local: unknown }

/** Adds an answer to a file, one JSON a line, with whether it differs from the local cloud's. */
export function recordAnswer(file: string, answer: Answer): void {
  const differs = JSON.stringify(answer.saw) !== JSON.stringify(answer.local)
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${JSON.stringify({ ...answer, differs, at: new Date().toISOString() })}\n`)
}

const keyOf = ({ question, sdk }: Pick<Answer, 'question' | 'sdk'>): string => `${sdk} › ${question}`

/** What a recorded run saw, by SDK and question; of a question asked twice, the last. */
export function readTape(file: string): Map<string, unknown> {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return new Map(lines.map((line) => JSON.parse(line) as Answer).map((answer) => [keyOf(answer), answer.saw]))
}

const tape = TAPE_FILE === null ? null : readTape(TAPE_FILE)
const isLocal = !process.env.CONFORMANCE_ENV

/**
 * Asks, and writes down what came. Against the local cloud it is held to `local`, or to what a tape of another run saw; a
 * real environment is only looked at.
 */
export async function answer(
  question: string,
  sdk: string,
  ask: () => Promise<unknown>,
  local: unknown,
): Promise<void> {
  const saw = await ask().catch((error: Error) => ({ threw: error.message }))
  if (RECORD_FILE !== null) recordAnswer(RECORD_FILE, { question, sdk, saw, local })
  const key = keyOf({ question, sdk })
  // As it reads once it has been on a tape: JSON knows no `undefined`.
  if (isLocal && tape?.has(key))
    expect(JSON.parse(JSON.stringify(saw ?? null))).toEqual(tape.get(key) ?? null)
  else if (isLocal) expect(saw).toEqual(local)
  else console.log(`${question} (${sdk}):`, JSON.stringify(saw))
}
