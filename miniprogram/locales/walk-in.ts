import { inLocale } from './current'
import { walkInWords as en } from './en/walk-in'
import { walkInWords as zh } from './zh/walk-in'

/** What a visit is to: its unit, or of one that was given at a gate that gate, in the current language. */
export const unitOf = ({
  unitName,
  walkIn,
}: {
  unitName: string
  walkIn?: { gateName: string } | undefined
}): string => (walkIn === undefined ? unitName : inLocale({ zh, en }).unit(walkIn.gateName))
