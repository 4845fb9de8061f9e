import { expect, test } from 'vitest'
import { propagationLines } from '../../../miniprogram/components/gate-list/propagation.view'
import type { PropagationState } from '../../../miniprogram/domain/gate/propagation'
import type { Way } from '../../../miniprogram/domain/visit/purposes'

const at = (gateName: string, state: PropagationState, ways: Way[] = []) => ({
  gateId: gateName,
  ...{ gateName, state, ways },
})
const words = (...gates: ReturnType<typeof at>[]) =>
  propagationLines(gates).map(({ word, words }) => `${word} ${words}`)

test.each<[ReturnType<typeof at>[], string[]]>([
  [[], []],
  [[at('育才西门', 'effective'), at('雁山东门', 'effective')], ['各校门均已生效 ']],
  [[at('育才西门', 'delivering')], ['下发中 各校门，请稍候片刻']],
  [
    [at('育才西门', 'failed'), at('雁山东门', 'effective'), at('雁山西门', 'failed')],
    ['已生效 雁山东门', '失败 育才西门、雁山西门，请向门岗出示通行码核验'],
  ],
  [
    [at('育才西门', 'effective', ['qr', 'idCard']), at('育才西门', 'delivering', ['face'])],
    ['已生效 育才西门（二维码、刷身份证）', '下发中 育才西门（刷脸），请稍候片刻'],
  ],
  [
    [at('育才西门', 'effective', ['qr']), at('育才西门', 'failed', ['plate']), at('雁山东门', 'effective')],
    ['已生效 育才西门（二维码）、雁山东门', '失败 育才西门（车牌识别），请向门岗出示通行码核验'],
  ],
])('the visitor reads which gates know of the booking: %j', (gates, lines) => {
  expect(words(...gates)).toEqual(lines)
})

test('a pass that a phone kept from before ways were told is shown by its gates', () => {
  const { ways: _none, ...kept } = at('育才西门', 'delivering')
  expect(words(kept as ReturnType<typeof at>)).toEqual(['下发中 各校门，请稍候片刻'])
})
