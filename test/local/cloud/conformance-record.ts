import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from 'vitest'
import { ENVIRONMENT_ID } from '../../../local/cloud/sdk-environment'
import { ASKED_ENVIRONMENT, RECORD_FILE, TAPE_FILE } from './conformance-target'

/** What a question to a cloud saw, beside what the local cloud answers. */
export type Answer = { question: string; sdk: string; saw: unknown; local: unknown }

/**
 * An answer as it reads on a tape, where every environment has the same id: another one's answers are held against it.
 * JSON knows no `undefined`.
 */
const onTape = (saw: unknown, environment: string): unknown =>
  JSON.parse(JSON.stringify(saw ?? null).replaceAll(environment, ENVIRONMENT_ID))

/** Adds an answer of `environment` to a file, one JSON a line, with whether it differs from the local cloud's. */
export function recordAnswer(file: string, { saw, ...rest }: Answer, environment = ASKED_ENVIRONMENT): void {
  const answer = { ...rest, saw: onTape(saw, environment) }
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
  if (isLocal && tape?.has(key)) expect(onTape(saw, ASKED_ENVIRONMENT)).toEqual(tape.get(key) ?? null)
  else if (isLocal) expect(saw).toEqual(local)
  else console.log(`${question} (${sdk}):`, JSON.stringify(saw))
}
