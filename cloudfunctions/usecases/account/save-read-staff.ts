import type { Input, Output } from '../../../contract'
import { nameReadings } from '../../platform/name-readings'
import type { Caller } from '../caller'
import { saveStaff } from './save-staff'

/** As `saveStaff`, by a dictionary of how names are read, as an import has it: nobody has to type that for most. */
export const saveReadStaff = (caller: Caller, input: Input<'staff.save'>): Promise<Output<'staff.save'>> =>
  saveStaff(caller, input, nameReadings)
