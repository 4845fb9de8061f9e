import type { Input, Output } from '../../../contract'
import { switchEmergency } from '../../../miniprogram/domain/emergency/emergency'
import { change } from '../../platform/unit-of-work'
import { loadModeIn, loadModeNow, saveModeIn } from '../../stores/emergency'
import type { Caller } from '../caller'
import { endEmergencyPasses } from './end-passes'

/** Emergency phone reports (spec 5.6), behind the office's switch. */

/** Everybody may know that it is on; who switched it earlier is for those who work with it. */
export async function readEmergency(caller: Caller): Promise<Output<'emergency.get'>> {
  const mode = await loadModeNow()
  return caller.desk === null && caller.office === null ? { ...mode, history: [] } : mode
}

/** Switching off says what becomes of the open passes; where they end, those of this moment do before the answer. */
export async function changeEmergency(
  caller: Caller,
  { on, reason, openPasses }: Input<'emergency.switch'>,
): Promise<Output<'emergency.switch'>> {
  const reply = await change(caller, async ({ tx }) => {
    const mode = await loadModeIn(tx)
    const byName = caller.office?.name ?? ''
    await saveModeIn(tx, { ...mode, ...switchEmergency(mode, on, byName, reason, caller.now, openPasses) })
    return { on }
  })
  if (openPasses === 'end') await endEmergencyPasses(caller.now)
  return reply
}
