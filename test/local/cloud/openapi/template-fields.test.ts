import { expect, test } from 'vitest'
import { faultIn } from '../../../../local/cloud/openapi/template-fields'

test.each([
  ['thing1', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十一'],
  ['number1', '12.5', '12a'],
  ['letter1', 'Abc', 'Ab1'],
  ['character_string1', 'A-1/b', '编号1'],
  ['time2', '2030年01月02日 15:01', 'tomorrow'],
  ['time2', '15:01', '15h'],
  ['date3', '2030-01-02', '02.01.'],
  ['amount1', '¥12.50元', 'twelve'],
  ['phone_number1', '+86-0773-5822110', '0773-5822110 ext. 12345'],
  ['car_number1', '桂C12345', '桂C123456789'],
  ['name1', '张三', '张三3'],
  ['name1', 'Ada Lovelace', 'Augusta Ada King Lovelace'],
  ['phrase1', '已通过', '已通过了审批'],
  ['phrase1', '已通过', 'passed'],
])('%s takes "%s" and not "%s"', (field, good, bad) => {
  expect(faultIn({ [field]: { value: good } })).toBeNull()
  expect(faultIn({ [field]: { value: bad } })).toBe(`data.${field}.value invalid`)
})

test('every field of the template, and no other', () => {
  expect(faultIn({ thing1: { value: 'a' } }, ['thing1', 'time2'])).toBe('data.time2.value is empty')
  expect(faultIn({ thing1: { value: 'a' }, thing9: { value: 'b' } }, ['thing1'])).toBe(
    'data.thing9 is not in the template',
  )
  expect(faultIn({ thing1: { value: '' } })).toBe('data.thing1.value is empty')
  expect(faultIn({ banner1: { value: 'a' } })).toBe('data.banner1 is not a kind of field')
})
