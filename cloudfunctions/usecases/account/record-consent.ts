import type { Input, Output } from '../../../contract'
import { change } from '../../platform/unit-of-work'
import { countConsentIn } from '../../stores/consents'
import { loadSettings } from '../../stores/settings'
import type { Caller } from '../caller'

/** Counts the consents a person just gave; unknown templates count nothing. */
export async function recordConsent(
  caller: Caller,
  { accepted }: Input<'consent.record'>,
): Promise<Output<'consent.record'>> {
  const { templates } = await loadSettings()
  return change(caller, async ({ tx }) => {
    const consents: Record<string, number> = {}
    for (const template of new Set(Object.values(templates)))
      consents[template] = await countConsentIn(
        tx,
        caller.id,
        template,
        accepted.includes(template),
        caller.now,
      )
    return { consents }
  })
}
