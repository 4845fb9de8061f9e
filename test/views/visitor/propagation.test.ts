import { expect, test } from 'vitest'
import { propagationLines } from '../../../miniprogram/components/gate-list/propagation.view'

const at = (gateName: string, state: 'delivering' | 'effective' | 'failed') => ({
  gateId: gateName,
  gateName,
  state,
})
const words = (...gates: ReturnType<typeof at>[]) =>
  propagationLines(gates).map(({ word, words }) => `${word} ${words}`)

test.each([
  [[], []],
  [[at('育才西门', 'effective'), at('雁山东门', 'effective')], ['已生效 各校门']],
  [[at('育才西门', 'delivering')], ['下发中 各校门，请稍候片刻']],
  [
    [at('育才西门', 'failed'), at('雁山东门', 'effective'), at('雁山西门', 'failed')],
    ['已生效 雁山东门', '失败 育才西门、雁山西门，请向门岗出示通行码核验'],
  ],
] as const)('the visitor reads which gates know of the booking: %j', (gates, lines) => {
  expect(words(...gates)).toEqual(lines)
})
