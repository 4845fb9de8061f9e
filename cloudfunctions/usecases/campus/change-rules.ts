import type { Input, Output } from '../../../contract'
import { change } from '../../platform/unit-of-work'
import { loadSettingsIn, loadSettingsNow, saveSettingsIn } from '../../stores/settings'
import type { Caller } from '../caller'

/** The settings as they stand now, for who changes them. */
export const readRules = (): Promise<Output<'rules.get'>> => loadSettingsNow()

/** Changes some of the settings; each holds from the next call on. */
export const changeRules = (
  caller: Caller,
  changes: Input<'rules.change'>,
): Promise<Output<'rules.change'>> =>
  change(caller, async ({ tx }) => {
    await saveSettingsIn(tx, { ...(await loadSettingsIn(tx)), ...changes })
    return {}
  })
