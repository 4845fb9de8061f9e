import { describe, expect, test } from 'vitest'
import { addDays } from '../../../miniprogram/domain/values/days'
import { rememberTick, tickedAt } from '../../../miniprogram/domain/visit/privacy'
import { BLANK_FORM } from '../../../miniprogram/domain/visit/form-fields'
import {
  addCompanion,
  allFieldErrors,
  asOf,
  chooseFirstDay,
  chooseHost,
  chooseLastDay,
  chooseOneDay,
  fillOwnValues,
  fromToday,
  hostPicked,
  isBlank,
  leaveField,
  newBooking,
  removeCompanion,
  shownFieldErrors,
  tryToSubmit,
  withField,
  withServerFieldErrors,
  type BookingState,
} from '../../../miniprogram/pages/booking/form/booking-state'
import { formView } from '../../../miniprogram/pages/booking/form/form.view'
import { formOf, HOST, optionsOf, TODAY } from './builders'

const blank = { ...newBooking(), options: optionsOf() }
const filled = { ...blank, form: formOf(), host: HOST }
const fields = (fieldErrors: Array<{ field: string }>) => fieldErrors.map(({ field }) => field)

describe('field errors', () => {
  test('a host who has moved: the row as it is now, confirmed by sending once more', () => {
    const host = { hostId: 'staff-1', name: '覃海燕', unitName: '计算机学院' }
    const picked = chooseHost(newBooking(), host)
    expect(hostPicked(picked)).toEqual({ hostUnit: '计算机学院' })
    const details = { name: '覃海燕', unitName: '文学院' }
    const told = withServerFieldErrors(picked, [{ field: 'hostId', code: 'HOST_MOVED', details }])
    expect(told.host?.unitName).toBe('文学院')
    expect(hostPicked(told)).toEqual({ hostUnit: '文学院' })
    expect(allFieldErrors(told).map(({ field }) => field)).not.toContain('hostId')
    expect(formView(told).fieldErrors.hostId).toContain('已调到文学院，请确认')
    expect(formView(chooseHost(told, host)).fieldErrors.hostId).toBeUndefined()
  })

  test('a fresh form blames nobody', () => expect(shownFieldErrors(blank)).toEqual([]))

  test('a field shows its field error once it was left', () => {
    const left = leaveField(withField(blank, 'phone', '123'), 'phone')
    expect(shownFieldErrors(left)).toEqual([{ field: 'phone', code: 'PHONE_INVALID', details: {} }])
  })

  test('a try to submit shows all of them, in the order of the form', () => {
    expect(fields(shownFieldErrors(tryToSubmit(blank)))).toEqual([
      'hostId',
      'purpose',
      'firstDay',
      'lastDay',
      'name',
      'document',
      'phone',
      'privacy',
    ])
  })

  test('a companion added after a try is left alone until left', () => {
    const added = addCompanion(tryToSubmit(filled))
    expect(shownFieldErrors(added)).toEqual([])
    expect(fields(allFieldErrors(added))).toEqual(['companions.0.name', 'companions.0.document'])
    expect(fields(shownFieldErrors(leaveField(added, 'companions.0.name')))).toEqual(['companions.0.name'])
  })

  test('what only the server knows stands beside its field until the value changes', () => {
    const gone = { field: 'hostId', code: 'HOST_GONE' as const, details: {} }
    const told = withServerFieldErrors(filled, [gone])
    expect(fields(shownFieldErrors(told))).toEqual(['hostId'])
    expect(shownFieldErrors(chooseHost(told, { ...HOST, hostId: 'staff-2' }))).toEqual([])
  })

  test('a full form has none', () => expect(allFieldErrors(filled)).toEqual([]))
})

describe('changes', () => {
  test('leaving a field gives its value the one spelling', () => {
    const typed = withField(blank, 'phone', ' １３８-0013 8000 ')
    expect(leaveField(typed, 'phone').form.phone).toBe('13800138000')
  })

  test('a later first day takes the last one along, an earlier one does not', () => {
    const days = chooseOneDay(blank, '2026-05-24')
    expect(days.form).toMatchObject({ firstDay: '2026-05-24', lastDay: '2026-05-24' })
    expect(chooseFirstDay(days, '2026-05-26').form.lastDay).toBe('2026-05-26')
    expect(chooseFirstDay(days, TODAY).form.lastDay).toBe('2026-05-24')
  })

  test.each([
    ['2026-06-06', []],
    ['2026-06-07', ['TOO_LONG']],
  ])('from today to %s: %j', (lastDay, codes) => {
    const days = chooseLastDay(chooseFirstDay(filled, TODAY), lastDay)
    expect(shownFieldErrors(days).map(({ code }) => code)).toEqual(codes)
  })

  test('ten companions at most', () => {
    let state: BookingState = filled
    for (let count = 0; count < 12; count++) state = addCompanion(state)
    expect(state.form.companions).toHaveLength(10)
  })

  test('removing a companion keeps the others and forgets whose field errors were shown', () => {
    const two = addCompanion(addCompanion(filled))
    const named = withField(two, 'companions.1.name', '覃小燕')
    const removed = removeCompanion(leaveField(named, 'companions.0.name'), 0)
    expect(removed.form.companions.map(({ name }) => name)).toEqual(['覃小燕'])
    expect(shownFieldErrors(removed)).toEqual([])
  })

  test('own values fill in on request, once', () => {
    const { name, phoneKind, phone, documentKind, document } = formOf()
    const offer = { name, phoneKind, phone, documentKind, document, driving: true, plate: '桂C12345' }
    const offered = { ...blank, offer }
    expect(offered.form).toEqual(BLANK_FORM)
    expect(fillOwnValues(offered)).toMatchObject({ form: offer, offer: null })
  })

  test('a tick of the present guide is remembered, and alone makes no draft', () => {
    const earlier = tickedAt(0)
    const remembered = rememberTick(blank.form, earlier, TODAY)
    expect(remembered.privacy).toEqual(earlier)
    expect(isBlank(remembered, TODAY)).toBe(true)
    const fresh = { ...blank.form, privacy: tickedAt(1) }
    expect(rememberTick(fresh, earlier, TODAY)).toBe(fresh)
    expect(rememberTick(blank.form, { ...earlier, version: '2020-01-01' }, TODAY)).toBe(blank.form)
  })

  test('an untouched form is blank', () => {
    const untouched = [blank.form, fromToday(blank.form, TODAY)]
    expect(untouched.map((form) => isBlank(form, TODAY))).toEqual([true, true])
    expect(isBlank(withField(blank, 'note', 'x').form, TODAY)).toBe(false)
    expect(isBlank(chooseOneDay(blank, addDays(TODAY, 1)).form, TODAY)).toBe(false)
  })

  test.each([
    ['', '', TODAY, TODAY],
    ['2026-05-25', '2026-05-26', '2026-05-25', '2026-05-26'],
    ['2026-05-25', '', '2026-05-25', ''],
    ['', '2026-05-25', '', '2026-05-25'],
  ])('days %j–%j stand there as %j–%j', (firstDay, lastDay, first, last) => {
    expect(fromToday(formOf({ firstDay, lastDay }), TODAY)).toMatchObject({ firstDay: first, lastDay: last })
  })

  describe('open over midnight', () => {
    const tomorrow = addDays(TODAY, 1)
    const over = (state: BookingState): BookingState => ({ ...state, ...asOf(state, tomorrow) })
    const daysOf = ({ form: { firstDay, lastDay } }: BookingState) => [firstDay, lastDay]

    test('a day that was chosen shows that it has passed', () => {
      const chosen = over(chooseOneDay(filled, TODAY))
      expect(daysOf(chosen)).toEqual([TODAY, TODAY])
      expect(fields(shownFieldErrors(chosen))).toEqual(['firstDay'])
      expect(allFieldErrors(chooseOneDay(chosen, tomorrow))).toEqual([])
    })

    test('one that nobody chose moves along, and the form is blank still', () => {
      const moved = over({ ...blank, form: fromToday(blank.form, TODAY) })
      expect(daysOf(moved)).toEqual([tomorrow, tomorrow])
      expect(isBlank(moved.form, tomorrow)).toBe(true)
      expect(daysOf(over(blank))).toEqual(['', ''])
    })

    test('that of a card moves along as far as the card holds', () => {
      const invitation = { invitationId: 'card', inviterName: '覃海燕' }
      const guest = (lastDay: string) => ({
        ...filled,
        invitation,
        form: formOf({ firstDay: TODAY, lastDay }),
      })
      expect(daysOf(over(guest(addDays(TODAY, 2))))).toEqual([tomorrow, addDays(TODAY, 2)])
      expect(daysOf(over(guest(TODAY)))).toEqual([TODAY, TODAY])
    })

    test('before midnight, and before there are rules, nothing changes', () => {
      expect(asOf(filled, TODAY)).toEqual({})
      expect(asOf(newBooking(), tomorrow)).toEqual({})
    })
  })
})
