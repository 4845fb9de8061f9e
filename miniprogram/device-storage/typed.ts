import { remove, savedKeys } from './storage'

/**
 * What keys begin with of everything that somebody typed on this phone: drafts of every form, what is on its way, and what
 * is offered again. Passes and what a guard's phone keeps are none of it.
 */
const TYPED = ['draft', 'typed:', 'sending:', 'account-draft', 'own-values', 'last-visit']

/** Nothing that was typed stays on the phone, in whichever form (spec 2, Drafts). */
export async function removeTyped(): Promise<void> {
  const typed = (await savedKeys()).filter((key) => TYPED.some((start) => key.indexOf(start) === 0))
  await Promise.all(typed.map(remove))
}
