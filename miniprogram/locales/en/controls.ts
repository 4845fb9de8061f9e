import type { controls as zh } from '../zh/controls'

export const controls: typeof zh = {
  required: 'required',
  clear: 'Clear',
  retry: 'Retry',
  home: 'Back to home',
  goneAdvice: 'It may have been removed or belong to somebody else. Look for it from the first page',
  noGate: 'No gate is open at present',
  plate: 'Plate',
  newEnergy: 'NEV',
  characters: 'ABC 123',
  provinces: 'Province',
  backspace: 'Backspace',
  done: 'Done',
  close: 'Close',
  privacy: { agree: 'I have read and agree to the privacy guide', guide: 'Read the privacy guide' },
  collected: (days) =>
    `We collect the names, document and phone numbers, plate and visit details you enter, those of companions too, to approve the visit, check who comes and charge for parking. They are removed ${days} days after the visit. Please ask companions before you enter theirs.`,
  agreedOn: (day) => `Agreed on ${day}`,
  today: 'today',
  weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  month: (year, month) => `${year}-${String(month).padStart(2, '0')}`,
}
