import type { controls as zh } from '../zh/controls'

export const controls: typeof zh = {
  required: 'required',
  clear: 'Clear',
  retry: 'Retry',
  noGate: 'No gate is open at present',
  plate: 'Plate',
  newEnergy: 'NEV',
  characters: 'ABC 123',
  provinces: 'Province',
  backspace: 'Backspace',
  done: 'Done',
}
