import { change } from '../../platform/unit-of-work'
import { findAskersUntold, loadStayIn, saveStayIn } from '../../stores/stays'
import { byTimer } from '../caller'
import { BATCH, eachOf } from '../in-batches'
import { checkAnsweredNotice } from './vehicle-notices'

/**
 * Tells those who asked the desk to check a vehicle that has left by itself meanwhile (spec 5.3): nobody answers them any
 * more. Within the minute, because no gate waits for it. Returns how many stays it told of.
 */
export async function tellAskers(now: number): Promise<number> {
  const found = await findAskersUntold(BATCH)
  const told = await eachOf('tellAskers', found, ({ _id }) =>
    change(byTimer('tellAskers', now), async ({ tx, notify }) => {
      const stay = await loadStayIn(tx, _id)
      if (stay?.askersUntold !== true) return false
      await saveStayIn(tx, { ...stay, askedBy: [] })
      for (const openid of stay.askedBy) await notify(checkAnsweredNotice(stay, openid, 'leftUnpaid', now))
      return true
    }),
  )
  return told.done
}
