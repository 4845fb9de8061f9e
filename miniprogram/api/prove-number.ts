import type { Output } from '../../contract'
import { call } from './call'

let proved: Output<'phone.prove'> | null = null

/** The platform hands out a code; the server resolves the number, and knows from then on whose it is. */
export async function proveNumber(code: string): Promise<Output<'phone.prove'>> {
  proved = await call('phone.prove', { code })
  return proved
}

/** The number that was proved since the program started; null: none. */
export const provedNumber = (): Output<'phone.prove'> | null => proved
