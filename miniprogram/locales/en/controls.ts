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
  today: 'today',
  weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
  month: (year, month) => `${year}-${String(month).padStart(2, '0')}`,
}
