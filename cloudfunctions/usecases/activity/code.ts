import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { temporaryUrls, uploadPicture } from '../../platform/files'
import { programCode } from '../../platform/program-codes'
import { keepActivityCode, loadActivity } from '../../stores/activities'
import type { Caller } from '../caller'
import { ownActivity } from './own-activity'

/**
 * The code that guests scan: made once, kept as a private file, handed out as a short-lived address. Only of an activity
 * that was approved, so no code is printed for nothing.
 */
export async function readActivityCode(
  caller: Caller,
  { activityId }: Input<'activity.code'>,
): Promise<Output<'activity.code'>> {
  const { title, state, codeFile } = ownActivity(caller, await loadActivity(activityId))
  if (state !== 'open' && state !== 'closed') throw new DomainError('ACTIVITY_CLOSED', { state })
  let file = codeFile ?? null
  if (file === null) {
    const picture = await programCode('activities/join/join', `a=${activityId}`)
    file = await uploadPicture(`activity-codes/${activityId}.png`, picture)
    await keepActivityCode(activityId, file)
  }
  const [url] = await temporaryUrls([file])
  if (url === undefined || url === null) throw new Error('the code of the activity has no address')
  return { title, url }
}
