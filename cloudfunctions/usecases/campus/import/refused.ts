import type { Input, Output } from '../../../../contract'
import type { CellError } from '../../../../miniprogram/domain/campus/import/sheet'
import { isDomainError } from '../../../../miniprogram/domain/errors'

export type Piece = Input<'import.write'>

/** A row of a piece that isn't written, and why. */
export type Refused = Output<'import.write'>['refused'][number]

export const faulty = ({ row, code }: CellError): Refused => ({ row, id: '', code, about: '' })

/** Somebody has changed it since the file was compared: what the file says of it isn't known to be meant any more. */
export const STALE = 'STALE'
export const stale = (row: number | null, id: string): Refused => ({ row, id, code: STALE, about: '' })

/** A rule's no is the row's; anything else ends the import, which can be run again. */
export function refusal(error: unknown): string {
  if (isDomainError(error)) return error.code
  throw error
}
