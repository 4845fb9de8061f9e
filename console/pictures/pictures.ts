/** A picture of a form: kept by the server from `uploadId` on. */
export interface Picture {
  /** Of the form, counted up. */
  key: number
  name: string
  /** Null: it isn't there yet, or didn't get there. */
  uploadId: string | null
}

/** The uploads of pictures that are all there; null: one is still on its way or failed. */
export function uploadsOf(pictures: readonly Picture[]): string[] | null {
  const there = pictures.flatMap(({ uploadId }) => uploadId ?? [])
  return there.length === pictures.length ? there : null
}
