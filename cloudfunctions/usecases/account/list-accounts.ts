import type { Input, Output } from '../../../contract'
import { fitsAccount } from '../../../miniprogram/domain/account/accounts'
import { shownRows } from '../../platform/shown-rows'
import { listApprovers, type ApproverAccount } from '../../stores/accounts'
import { listUnits } from '../../stores/campus'
import type { Caller } from '../caller'

export async function listAccounts(
  _caller: Caller,
  { cursor, text = '', removed = false }: Input<'account.list'>,
): Promise<Output<'account.list'>> {
  const names = new Map((await listUnits()).map((unit) => [unit._id, unit.name]))
  const rows: Output<'account.list'>['rows'] = []
  let next = cursor
  // A campus has some hundreds of accounts: a search reads through them in a query or two, in the list's own order.
  for (let pages = 0; pages < MAX_PAGES_READ; pages++) {
    const page = await listApprovers(removed, next, text === '' ? undefined : SEARCHED_PAGE)
    const read = shownRows(page.rows, (account) => accountView(account, names))
    rows.push(...read.filter((row) => fits(row, text)))
    next = page.next
    if (text === '' || next === null || rows.length > 0) break
  }
  return { rows, next }
}

const SEARCHED_PAGE = 200

const MAX_PAGES_READ = 5

const fits = ({ name, units }: Output<'account.list'>['rows'][number], text: string): boolean =>
  fitsAccount(
    text,
    name,
    units.map((unit) => unit.name),
  )

/** More than nearly any account lives through. */
const MAX_STEPS = 50

const accountView = (account: ApproverAccount, unitNames: ReadonlyMap<string, string>) => ({
  id: account.openid,
  name: account.name,
  units: account.unitIds.map((id) => ({ id, name: unitNames.get(id) ?? '' })),
  frozen: account.frozen,
  removed: account.removed,
  history: account.history.slice(-MAX_STEPS),
})
