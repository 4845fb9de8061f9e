import * as z from 'zod'
import { PINYIN_FORM } from '../../miniprogram/domain/account/pinyin'
import { ACCOUNT_ROLES } from '../../miniprogram/domain/account/accounts'
import { action } from '../action'
import { id, mark, typed } from '../values'

/** The staff directory, row by row, as the office keeps it (spec 1); whole files of it come by contract/campus/import.ts. */
export const directory = {
  /** Rows of the directory by name, staff id or whole phone number, with the roles that rest on who is bound. */
  'staff.find': action({
    input: z.object({ text: typed(60) }),
    output: z.object({
      rows: z.array(
        z.object({
          id,
          name: z.string(),
          unitId: id,
          unitName: z.string(),
          /** Masked. */
          phone: z.string(),
          active: z.boolean(),
          bound: z.boolean(),
          roles: z.array(z.enum(ACCOUNT_ROLES)),
          seen: mark,
        }),
      ),
    }),
  }),

  /**
   * Adds or changes a row of the directory. `pinyin`: the name's syllables with blanks between, for the search; `phone`
   * null: it stays as it is.
   */
  'staff.save': action({
    input: z.object({
      staffId: id,
      name: typed(100),
      unitId: id,
      phone: typed(30).nullable(),
      pinyin: z.string().regex(PINYIN_FORM),
      active: z.boolean(),
      seen: mark.optional(),
    }),
    output: z.object({ staffId: id }),
  }),

  'staff.unbind': action({
    input: z.object({ staffId: id }),
    output: z.object({ staffId: id }),
  }),
}
