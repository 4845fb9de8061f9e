import { withinUnits, type Naming } from '../../../miniprogram/domain/account/accounts'
import type { Transaction } from '../../platform/database'
import {
  accountId,
  loadApproverIn,
  loadDeputyIn,
  saveAccountIn,
  type DeputyAccount,
  type Recipient,
} from '../../stores/accounts'

/** Who stands in for whom (spec 3): one account a deputy, whoever named them. */

/** Names a deputy for `naming`, in the place of what the same approver said before; others' namings stay. */
export async function nameDeputyIn(
  tx: Transaction,
  { openid, name }: Recipient,
  naming: Naming,
): Promise<void> {
  const earlier = await loadDeputyIn(tx, openid)
  const others = (earlier?.namings ?? []).filter(({ principalId }) => principalId !== naming.principalId)
  const account = { _id: accountId('deputy', openid), openid, name, role: 'deputy' as const, active: true }
  await saveNamingsIn(tx, { ...account, unitIds: [], namings: [], rev: earlier?.rev ?? 0 }, [
    ...others,
    naming,
  ])
}

/** Ends what `principalId` named this deputy for; what others named them for stays. */
export async function endNamingIn(tx: Transaction, deputy: string, principalId: string): Promise<void> {
  const account = await loadDeputyIn(tx, deputy)
  if (account === null) return
  const others = account.namings.filter((naming) => naming.principalId !== principalId)
  if (others.length < account.namings.length) await saveNamingsIn(tx, account, others)
}

/** Ends every deputyship in which an approver who may not decide any more stands: as deputy and as the one on leave. */
export async function endDeputyshipsIn(
  tx: Transaction,
  openid: string,
  named: string | null | undefined,
): Promise<void> {
  const own = await loadDeputyIn(tx, openid)
  if (own !== null && own.namings.length > 0) await saveNamingsIn(tx, own, [])
  if (named) await endNamingIn(tx, named, openid)
}

/** A deputy who moved to another unit keeps the namings for units they still belong to. */
export async function cutNamingsIn(tx: Transaction, openid: string, unitId: string): Promise<void> {
  const deputy = await loadDeputyIn(tx, openid)
  if (deputy === null || deputy.namings.length === 0) return
  const account = await loadApproverIn(tx, openid)
  await saveNamingsIn(tx, deputy, withinUnits(deputy.namings, [unitId, ...(account?.unitIds ?? [])]))
}

const saveNamingsIn = (tx: Transaction, account: DeputyAccount, namings: Naming[]): Promise<void> =>
  saveAccountIn<DeputyAccount>(tx, {
    ...account,
    namings,
    unitIds: [...new Set(namings.flatMap(({ unitIds }) => unitIds))],
    active: namings.length > 0,
  })
