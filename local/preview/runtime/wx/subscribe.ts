import { element } from '../dom'
import { ask } from '../overlay'
import { phone, storagePrefix } from '../phone'
import { manifest } from '../manifest'
import { api, ApiFailure } from './api'
import { post } from './server'

type Answer = 'accept' | 'reject'

const MAX_TEMPLATES = 5

const place = () => `${storagePrefix()}subscriptions`

/** Answers given with "总是保持以上选择", by template. */
function remembered(): Record<string, Answer> {
  return JSON.parse(localStorage.getItem(place()) ?? '{}')
}

export function subscriptionSettings() {
  return { mainSwitch: true, itemSettings: remembered() }
}

/** The sheet that asks whether messages of each template may be sent once. */
async function askPerson(templates: string[]): Promise<Record<string, Answer>> {
  const boxes = templates.map((id) => element('input', { type: 'checkbox', checked: true, value: id }))
  const always = element('input', { type: 'checkbox', class: 'always' })
  const content = [
    element('h2', {}, `${manifest.app.window?.navigationBarTitleText ?? '小程序'} 申请发送以下一次性消息`),
    ...boxes.map((box) =>
      element(
        'label',
        { class: 'wx-template' },
        box,
        element('span', {}, phone.subscriptions[box.value] ?? box.value),
      ),
    ),
    element('label', { class: 'wx-keep' }, always, '总是保持以上选择，不再询问'),
  ]
  const allowed = (await ask('subscribe', content, ['拒绝', '允许'])) === 1
  const answers = Object.fromEntries(
    boxes.map((box): [string, Answer] => [box.value, allowed && box.checked ? 'accept' : 'reject']),
  )
  if (always.checked) localStorage.setItem(place(), JSON.stringify({ ...remembered(), ...answers }))
  return answers
}

export const subscribe = {
  requestSubscribeMessage: api('requestSubscribeMessage', async ({ tmplIds }: { tmplIds: string[] }) => {
    if (!Array.isArray(tmplIds) || tmplIds.length === 0)
      throw new ApiFailure("TmplIds can't be empty", { errCode: 10001 })
    if (tmplIds.length > MAX_TEMPLATES)
      throw new ApiFailure('Templates count out of max bounds', { errCode: 20003 })
    const kept = remembered()
    const open = tmplIds.filter((id) => !kept[id])
    const answers = open.length ? await askPerson(open) : {}
    const choices = Object.fromEntries(tmplIds.map((id) => [id, answers[id] ?? kept[id] ?? 'reject']))
    await post('/client/subscribe', { choices })
    return choices
  }),
}
