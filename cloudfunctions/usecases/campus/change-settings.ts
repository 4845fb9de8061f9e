import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Transaction } from '../../platform/database'
import {
  loadRuleHistoryIn,
  loadSettingsIn,
  saveRuleHistoryIn,
  saveSettingsIn,
  type RuleChange,
  type Settings,
} from '../../stores/settings'
import type { Caller } from '../caller'

/**
 * The way by which every setting changes: what really becomes another stands in the history with who and when.
 * @param changesOf some of the settings, from those in force
 * @param seen the revision that the caller looks at; RULE_CHANGED when somebody changed the same of them since
 */
export async function changeSettingsIn(
  tx: Transaction,
  caller: Caller,
  changesOf: (settings: Settings) => Partial<Settings>,
  seen?: number,
): Promise<void> {
  const [settings, history] = [await loadSettingsIn(tx), await loadRuleHistoryIn(tx)]
  // A rule that isn't said stays, also where it is sent without a value.
  const said = Object.entries(changesOf(settings)).filter(([, value]) => value !== undefined)
  const changed = { ...settings, ...(Object.fromEntries(said) as Partial<Settings>) }
  const rules = (Object.keys(changed) as (keyof Settings)[]).filter(
    (rule) => !isDeepStrictEqual(changed[rule], settings[rule]),
  )
  const parts = rules.flatMap((rule) => changedParts({ rule, from: settings[rule], to: changed[rule] }))
  const overtaken = history.changes.find(
    (other) =>
      seen !== undefined && other.revision > seen && changedParts(other).some((part) => parts.includes(part)),
  )
  if (overtaken !== undefined) throw new DomainError('RULE_CHANGED', { byName: overtaken.byName })
  const by = { revision: history.revision + 1, at: caller.now, byName: caller.office?.name ?? '' }
  const changes = rules.map((rule) => ({ ...by, rule, from: settings[rule], to: changed[rule] }))
  await saveSettingsIn(tx, changed)
  await saveRuleHistoryIn(tx, { revision: by.revision, changes: [...changes, ...history.changes] })
}

/** What a change touched: of a rule with named parts (a template for each use) those that became others, else the rule. */
function changedParts({ rule, from, to }: Pick<RuleChange, 'rule' | 'from' | 'to'>): string[] {
  const [before, after] = [from ?? {}, to ?? {}]
  if (!isNamed(before) || !isNamed(after)) return [rule]
  return Object.keys({ ...before, ...after })
    .filter((part) => !isDeepStrictEqual(before[part], after[part]))
    .map((part) => `${rule}.${part}`)
}

const isNamed = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
