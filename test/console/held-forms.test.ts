import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { expect, it } from 'vitest'
import { createApp, effectScope } from 'vue'
import { useChange } from '../../console/api/use-change'
import { filesIn, read } from '../../scripts/paths.mjs'
import { FORMS } from '../journeys/console-forms'

/** What is typed while a form is being saved would be lost: it takes nothing until it is answered. */
const NOTHING_SAVED = ['console/shell/SearchField.vue', 'console/shell/KeysDialog.vue']

const forms = filesIn('console', /\.vue$/).filter((file) => read(file).includes('<form'))

it.each(forms.filter((file) => !NOTHING_SAVED.includes(file)))('%s is held while it is saved', (file) =>
  expect(read(file)).toMatch(/<HeldFields :held="[^"]+">\s*<form/),
)

/** What each form sends. */
const SENT_BY: Readonly<Record<string, string>> = {
  ...{ PlanForm: 'activity.apply', ProposalForm: 'blacklist.propose', ReportForm: 'emergency.report' },
  ...{ TemplateForm: 'template.save', DeviceForm: 'device.save', DutyForm: 'duty.save' },
  ...{ TariffForm: 'tariff.add', StaffForm: 'staff.save', ApplicationForm: 'standing.apply' },
  ...{ PapersForm: 'standing.papers' },
}

it.each(filesIn('console', /Form\.vue$/))('%s is typed into by the journeys', (file) => {
  const sent = SENT_BY[file.replace(/^.*\/|\.vue$/g, '')]
  expect(FORMS.map(({ action }) => action)).toContain(sent)
})

it('whoever leaves a page and comes back finds what they typed there still being saved', async () => {
  const app = createApp({ render: () => null })
  app.use(VueQueryPlugin, { queryClient: new QueryClient() })
  let answer = (): void => undefined
  const answered = new Promise<void>((resolve) => (answer = resolve))
  const onPage = (draft: string) => {
    const page = effectScope()
    const change = page.run(() =>
      app.runWithContext(() =>
        useChange<string>(
          () => answered,
          () => undefined,
          undefined,
          draft,
        ),
      ),
    )
    if (change === undefined) throw new Error('the page is gone')
    return { page, change }
  }
  const left = onPage('settings')
  left.change.mutate('7')
  await expect.poll(() => left.change.isPending.value).toBe(true)
  left.page.stop()
  const [again, other] = [onPage('settings'), onPage('contacts')]
  expect([again.change.isPending.value, other.change.isPending.value]).toEqual([true, false])
  answer()
  await expect.poll(() => again.change.isPending.value).toBe(false)
})
