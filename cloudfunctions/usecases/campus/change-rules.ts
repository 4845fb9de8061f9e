import type { Input, Output } from '../../../contract'
import { checkContacts } from '../../../miniprogram/domain/campus/contacts'
import { DomainError } from '../../../miniprogram/domain/errors'
import { changedPurposes } from '../../../miniprogram/domain/visit/purpose-list'
import { change } from '../../platform/unit-of-work'
import { loadNotedTemplates } from '../../stores/progress'
import { loadRuleHistory, loadSettingsNow, SHIPPED, type Settings } from '../../stores/settings'
import type { Caller } from '../caller'
import { templatesOf, templateStates } from '../notice/account-templates'
import { changeSettingsIn } from './change-settings'

/** The settings as they stand now, for who changes them, with what they began as and who changed them. */
export async function readRules({ now }: Caller): Promise<Output<'rules.get'>> {
  const [settings, { revision, changes }, noted] = await Promise.all([
    loadSettingsNow(),
    loadRuleHistory(),
    loadNotedTemplates(),
  ])
  const tariffs = settings.tariffs as Output<'rules.get'>['tariffs']
  const templateChecks = templateStates(settings, templatesOf(noted, now))
  return { ...settings, tariffs, shipped: SHIPPED, revision, history: changes, templateChecks }
}

/** Changes some of the settings; each holds from the next call on. FORM of `checkContacts`; RULE_CHANGED (changeSettingsIn). */
export function changeRules(
  caller: Caller,
  { seen, purposes, ...changes }: Input<'rules.change'>,
): Promise<Output<'rules.change'>> {
  const fieldErrors = checkContacts(changes.contacts ?? [])
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  return change(caller, async ({ tx }) => {
    const listOf = (before: Settings['purposes']) =>
      purposes === undefined ? {} : { purposes: changedPurposes(before, purposes) }
    await changeSettingsIn(tx, caller, (rules) => ({ ...changes, ...listOf(rules.purposes) }), seen)
    return {}
  })
}
