import { element } from '../dom'
import { ask } from '../overlay'
import { api, cancelled } from './api'
import { requirePrivacy } from './privacy'

/** WeChat offers the plates a person has kept there; here the person types one. */
export const plate = {
  chooseLicensePlate: api('chooseLicensePlate', async () => {
    await requirePrivacy('chooseLicensePlate')
    const input = element('input', { placeholder: '例如 桂C12345' })
    const answer = await ask('modal', [element('h2', {}, '选择车牌号'), input], ['取消', '确定'])
    if (answer !== 1 || !input.value) throw cancelled()
    return { plateNumber: input.value }
  }),
}
