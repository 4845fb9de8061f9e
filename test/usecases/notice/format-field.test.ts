import { expect, it, test } from 'vitest'
import type { PartValue } from '../../../cloudfunctions/platform/notices'
import { formatField } from '../../../cloudfunctions/usecases/notice/format-field'
import { faultIn } from '../../../local/cloud/openapi/template-fields'
import { templateFaults } from '../../../miniprogram/domain/notice/parts'

const DAYS = { text: '2027/12/22–2028/1/5', first: '2027-12-22', last: '2028-01-05' }
const DAY = { text: '12月22日 周三', first: '2027-12-22', last: '2027-12-22' }

test.each<[string, PartValue, string]>([
  ['thing1', '韦**', '韦**'],
  ['thing2', '一\n二', '一 二'],
  ['thing12', '一二三四五六七八九十'.repeat(3), '一二三四五六七八九十一二三四五六七八九…'],
  ['thing3', DAYS, '2027/12/22–2028/1/5'],
  ['name1', '韦**', '韦某'],
  ['name1', '买买提·吐尔逊·阿卜杜拉', '买买提·吐尔逊·阿卜'],
  ['name2', 'Alexander Featherstonehaugh III', 'Alexander Featherston'.slice(0, 20)],
  ['name1', '还有3条预约待审批', '还有条预约待审批'],
  ['phrase1', '已通过', '已通过'],
  ['phrase16', '已通过（免费）审批', '已通过免费'],
  ['date3', DAY, '2027年12月22日'],
  ['date3', DAYS, '2027年12月22日~2028年1月5日'],
  ['time12', DAY, '2027年12月22日 00:00~2027年12月22日 23:59'],
  ['time12', DAYS, '2027年12月22日 00:00~2028年1月5日 23:59'],
])('%s of %j is %s, which WeChat takes', (field, value, shown) => {
  expect(formatField(field, value)).toBe(shown)
  expect(faultIn({ [field]: { value: shown } }, [field])).toBeNull()
})

const RIGHT = { who: 'name1', why: 'thing7', when: 'date3', host: 'thing2' }
test.each<[string, Record<string, string>, string[], string[]]>([
  ['fits', RIGHT, ['name1', 'thing7', 'date3', 'thing2'], []],
  ['a field that the template lacks', RIGHT, ['name1', 'thing7', 'date3'], ['host']],
  ['a field that nothing fills', RIGHT, ['name1', 'thing7', 'date3', 'thing2', 'thing9'], ['thing9']],
  [
    'a kind that can’t show it',
    { ...RIGHT, who: 'date3', when: 'name1' },
    ['name1', 'thing7', 'date3', 'thing2'],
    ['who', 'when'],
  ],
  ['one field twice', { ...RIGHT, host: 'thing7' }, ['name1', 'thing7', 'date3'], ['host']],
  ['a part left out', { who: 'name1', why: 'thing7', when: 'date3' }, ['name1', 'thing7', 'date3'], ['host']],
])('%s', (_what, fields, ofTemplate, faults) => {
  expect(templateFaults('newBooking', fields, ofTemplate)).toEqual(faults)
})

it('needs every part of what it tells', () => {
  expect(templateFaults('decision', {}, [])).toEqual(['result', 'unit', 'when', 'note'])
})
