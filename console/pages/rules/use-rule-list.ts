import { useQuery } from '@tanstack/vue-query'
import { computed, ref, type Ref } from 'vue'
import type { Input, Output } from '../../../contract'
import { formatMoment } from '../../../miniprogram/locales/days'
import { call } from '../../api/call'
import { useChange } from '../../api/use-change'
import { settingsWords } from '../../locales/zh/settings'

type RulesNow = Output<'rules.get'>
type Request = Pick<Input<'rules.change'>, 'contacts' | 'purposes'>

/** Rows that are typed and not saved yet, and the revision at which somebody began; null: nothing is. */
export type TypedRows<Draft> = { drafts: Draft[]; seen: number } | null

/** Who changed the rule last and when; empty: nobody. */
export function lastChangeOf(
  { history }: Pick<RulesNow, 'history'>,
  rule: keyof Request,
  now: number,
): string {
  const last = history.find((change) => change.rule === rule)
  return last === undefined
    ? ''
    : settingsWords.lastChange(last.byName || settingsWords.colleague, formatMoment(last.at, now))
}

/**
 * A rule that is a list with a page of its own, changed as a whole. Of two who change it at once the later one is told,
 * and may save once more.
 * @param page.typed outlives the page: what is typed stays when somebody looks at another one
 * @param page.drafts the rows as they are stored
 * @param page.request what is sent; null: something is wrong with it
 */
export function useRuleList<Draft>(page: {
  rule: keyof Request
  typed: Ref<TypedRows<Draft>>
  drafts: (rules: RulesNow) => Draft[]
  request: (drafts: readonly Draft[]) => Request | null
}) {
  const { typed } = page
  const { data, error, refetch } = useQuery({
    ...{ queryKey: ['rules.get'], queryFn: () => call('rules.get', {}), staleTime: 0 },
  })
  const stored = (): Draft[] => (data.value === undefined ? [] : page.drafts(data.value))
  const done = ref(false)
  const change = useChange(
    (request: Request & { seen: number }, options) => call('rules.change', request, options),
    async () => {
      await refetch()
      typed.value = null
      done.value = true
    },
    // Saving once more is then meant.
    async () => {
      await refetch()
      if (typed.value !== null) typed.value.seen = data.value?.revision ?? 0
    },
    page.rule,
  )
  return {
    ...{ data, error, refetch, done, change },
    drafts: computed(() => typed.value?.drafts ?? stored()),
    isTyped: computed(() => typed.value !== null),
    lastChange: computed(() =>
      data.value === undefined ? '' : lastChangeOf(data.value, page.rule, Date.now()),
    ),
    edit(how: (drafts: Draft[]) => void): void {
      typed.value ??= { drafts: stored(), seen: data.value?.revision ?? 0 }
      how(typed.value.drafts)
      done.value = false
    },
    save(): void {
      const request = typed.value === null ? null : page.request(typed.value.drafts)
      if (typed.value !== null && request !== null) change.mutate({ ...request, seen: typed.value.seen })
    },
    discard(): void {
      typed.value = null
      change.reset()
    },
  }
}

export type RuleList<Draft> = ReturnType<typeof useRuleList<Draft>>
