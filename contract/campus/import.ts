import * as z from 'zod'
import { IMPORT_TABLES, PIECE_CELLS, PIECE_ROWS } from '../../miniprogram/domain/campus/import/piece-limits'
import { PRIVATE_VEHICLES } from '../../miniprogram/domain/visit/purposes'
import { action } from '../action'
import { gateLocation, id, mark, page, integer } from '../values'

/**
 * What the console needs to say what a file would change, and to change it piece by piece. A mark stands for something that the
 * browser compares and never learns.
 */
const staffId = z.string().max(64)

const place = { _id: z.string(), name: z.string() }
const ofCampus = { campusId: z.string(), campusName: z.string() }
/** What is there, and a mark of it as it stands. */
const known = <T extends z.ZodType>(shape: T) => z.array(z.object({ place: shape, seen: mark }))

export const campusImport = {
  /** The directory, a thousand rows a page; `after`: the last staff number of the page before, or empty. */
  'import.staff': action({
    input: z.object({ after: staffId }),
    output: page(
      z.object({
        ...{ staffId: z.string(), name: z.string(), unitId: z.string(), unitName: z.string() },
        ...{ phone: mark, active: z.boolean() },
        /** Who is bound to it; null: nobody. */
        person: mark.nullable(),
        seen: mark,
      }),
    ),
  }),

  /** Campuses, gates and units as they stand, and who approves for which unit. */
  'import.places': action({
    input: z.object({}),
    output: z.object({
      campuses: known(z.object({ ...place, hasGates: z.boolean() })),
      gates: known(
        z.object({
          ...{ ...place, ...ofCampus, active: z.boolean(), order: z.number() },
          ...{ pedestrian: z.boolean(), vehicleBarrier: z.boolean() },
          privateVehicles: z.enum(PRIVATE_VEHICLES),
          location: gateLocation.optional(),
        }),
      ),
      units: known(z.object({ ...place, ...ofCampus, hasGates: z.boolean(), phone: z.string().nullable() })),
      approvers: z.array(z.object({ unitId: z.string(), people: z.array(mark) })),
    }),
  }),

  /** The marks of these phone numbers, in their order. */
  'import.phones': action({
    input: z.object({ phones: z.array(z.string().regex(/^1\d{10}$/)).max(2000) }),
    output: z.object({ marks: z.array(mark) }),
  }),

  /**
   * Writes a part of a file, each row checked again as if nobody had checked it. `seen`: the mark of what the row changes, empty
   * where nothing is there: what stands otherwise meanwhile isn't written. `looked`: somebody has looked at what is doubtful.
   * Sent again it changes nothing more.
   */
  'import.write': action({
    input: z.object({
      table: z.enum(IMPORT_TABLES),
      rows: z
        .array(
          z.object({
            row: integer.min(1).max(100_000),
            /** In the order of the table's columns (domain/campus/import/piece.ts). */
            cells: z.array(z.string().max(200)).max(PIECE_CELLS),
            ...{ seen: mark, looked: z.boolean() },
          }),
        )
        .max(PIECE_ROWS),
      /** Who has left; of the table `staff` alone. */
      leavers: z.array(z.object({ staffId: id, seen: mark, looked: z.boolean() })).max(PIECE_ROWS),
    }),
    output: z.object({
      /** What wasn't written; everything else stands as the file says. `code`: of the rule, the doubt or the refusal. */
      refused: z.array(
        z.object({ row: z.number().nullable(), id: z.string(), code: z.string(), about: z.string() }),
      ),
    }),
  }),
}
