import { VueQueryPlugin } from '@tanstack/vue-query'
import { expect, it } from 'vitest'
import { createApp } from 'vue'
import { useDraft } from '../../console/shell/use-draft'

/** A form over the page: whether something was typed into it, which no key may throw away. */
interface Plan {
  title: string
  gates: string[]
  seen: string
}
function drafting() {
  const sent: unknown[] = []
  const app = createApp({ render: () => null })
  app.use(VueQueryPlugin)
  const form = app.runWithContext(() =>
    useDraft<Plan, Plan>({
      request: (draft) => draft,
      send: (request) => Promise.resolve(void sent.push(request)),
      done: () => undefined,
    }),
  )
  return { form, sent }
}
const blank = (): Plan => ({ title: '', gates: [], seen: '' })

it('something is typed as long as it differs from what the form was opened with', () => {
  const { form } = drafting()
  expect(form.isTyped()).toBe(false)
  form.open(blank())
  const seen = [form.isTyped()]
  const draft = form.draft.value as Plan
  draft.title = '开放日'
  seen.push(form.isTyped())
  draft.title = ''
  seen.push(form.isTyped())
  draft.gates.push('yanshan-east')
  seen.push(form.isTyped())
  form.close()
  seen.push(form.isTyped())
  form.open({ ...blank(), title: '开放日' })
  seen.push(form.isTyped())
  expect(seen).toEqual([false, true, false, true, false, false])
})

it('saved it is closed, and holds nothing', async () => {
  const { form, sent } = drafting()
  form.open(blank())
  ;(form.draft.value as Plan).title = '开放日'
  form.save()
  await expect.poll(() => form.draft.value).toBeNull()
  expect(form.isTyped()).toBe(false)
  expect(sent).toEqual([{ ...blank(), title: '开放日' }])
})
