/** A face photo as far as gates ask for it. */
export interface PhotoAtGates {
  /** Null: it was deleted. */
  file: string | null
  /** Nobody of the unit has looked yet whether it shows the person (spec 4.4). */
  asked?: true
}

/**
 * Whether gates tell its visitor by a photo. One that came after the approval opens nothing before the unit has taken it: the
 * face of somebody else would let that person in wherever nobody looks.
 */
export const opensGates = <Photo extends PhotoAtGates>(
  photo: Photo | null,
): photo is Photo & { file: string } => photo !== null && photo.file !== null && photo.asked !== true
