import { addDocument, command, readDocument, updateDocument, type Stored } from '../platform/database'
import { isConflict } from '../platform/transaction'

const COLLECTION = 'consents'

/**
 * Messages a person may still be sent, per template (spec 7): the platform doesn't tell, so we count
 * consents given and messages sent. A hint for people, not a gate: sending is tried anyway.
 */
interface Consent extends Stored {
  openid: string
  template: string
  left: number
}

const idOf = (openid: string, template: string): string => `${openid}:${template}`

export async function consentsLeft(
  openid: string,
  templates: readonly string[],
): Promise<Record<string, number>> {
  const found = await Promise.all(
    templates.map((template) => readDocument<Consent>(COLLECTION, idOf(openid, template))),
  )
  return Object.fromEntries(templates.map((template, at) => [template, Math.max(0, found[at]?.left ?? 0)]))
}

/** Counts `by` more (a consent) or fewer (a message sent). */
export async function changeConsent(openid: string, template: string, by: number): Promise<void> {
  const id = idOf(openid, template)
  if (await updateDocument(COLLECTION, id, { left: command().inc(by) })) return
  try {
    await addDocument<Consent>(COLLECTION, { _id: id, openid, template, left: Math.max(0, by) })
  } catch (error) {
    if (!isConflict(error)) throw error
    await updateDocument(COLLECTION, id, { left: command().inc(by) })
  }
}

/** The platform said that nothing is left. */
export async function consentUsedUp(openid: string, template: string): Promise<void> {
  await updateDocument(COLLECTION, idOf(openid, template), { left: 0 })
}
