/** How much a piece of a file may hold (piece.ts), for the contract and whoever cuts a file up. */

export const IMPORT_TABLES = ['campuses', 'units', 'gates', 'staff', 'approvers'] as const
export type ImportTable = (typeof IMPORT_TABLES)[number]

/** Rows of one piece: what is written well within the ten seconds of a call. */
export const PIECE_ROWS = 45

/** Cells of a row of the widest table. */
export const PIECE_CELLS = 12
