import type { Input, Output } from '../../../contract'
import { change } from '../../platform/unit-of-work'
import { consentsLeft, countConsentIn } from '../../stores/consents'
import { loadSettings } from '../../stores/settings'
import type { Caller } from '../caller'

/** Counts the consents a person just gave; unknown templates count nothing. */
export async function recordConsent(
  caller: Caller,
  { accepted }: Input<'consent.record'>,
): Promise<Output<'consent.record'>> {
  const { templates } = await loadSettings()
  const all = [...new Set(Object.values(templates))]
  const given = all.filter((template) => accepted.includes(template))
  return change(caller, async ({ tx }) => {
    // Those that aren't changed are only shown.
    const consents = await consentsLeft(
      caller.id,
      all.filter((template) => !given.includes(template)),
    )
    for (const template of given)
      consents[template] = await countConsentIn(tx, caller.id, template, caller.now)
    return { consents }
  })
}
