import {
  BLANK_FORM,
  FORM_FIELDS,
  fieldsWith,
  type FieldWith,
  type VisitForm,
} from '../../../miniprogram/domain/visit/form-fields'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { seal, unseal, type SealContext } from '../../platform/sealing'
import type { StoredForm, Visit, VisitHashes } from '../../stores/visits'
import { anonymousHistory } from './changed-fields'
import { documentHash, phoneHash, tailHashes } from './identity-hashes'

/** The form as a visit keeps it: which way each field goes is said by FORM_FIELDS and by nothing else. */

/** The part of a visit that its form gives. */
export type SealedForm = StoredForm & VisitHashes & Pick<Visit, 'plate' | 'companions'>

/** What seals and opens one value of a visit. */
interface Seals {
  seal: (plain: string, field: string) => string
  unseal: (sealed: string, field: string) => string
}

function sealsOf(record: string): Seals {
  const context = (field: string): SealContext => ({ collection: 'visits', record, field })
  return {
    seal: (plain, field) => seal(plain, context(field)),
    unseal: (sealed, field) => unseal(sealed, context(field)),
  }
}

/** What the record of a field that isn't kept under its own name needs instead. */
interface KeptApart<F extends keyof VisitForm> {
  seal: (form: VisitForm, seals: Seals) => Partial<SealedForm>
  unseal: (visit: Visit, seals: Seals) => VisitForm[F]
  /** What stands in its place once the person is taken out. */
  removed: Partial<Visit>
}

const APART: { [F in FieldWith<'stored', 'apart'>]: KeptApart<F> } = {
  // The visit's unit follows the directory, where the host was found.
  hostUnit: { seal: () => ({}), unseal: ({ unitName }) => unitName, removed: {} },
  // One who comes without a car has no plate.
  driving: { seal: () => ({}), unseal: ({ plate }) => plate !== null, removed: {} },
  plate: {
    seal: ({ driving, plate }) => ({ plate: driving ? normalisePlate(plate) : null }),
    unseal: ({ plate }) => plate ?? '',
    removed: { plate: null },
  },
  companions: {
    seal: ({ companions }, { seal }) => ({
      companions: companions.map((companion, index) => ({
        ...companion,
        document: seal(companion.document, `companions.${index}.document`),
        documentHash: documentHash(companion.documentKind, companion.document),
        tailHashes: tailHashes(companion.documentKind, companion.document, companion.name),
      })),
    }),
    unseal: ({ companions }, { unseal }) =>
      companions.map(({ name, documentKind, document }, index) => ({
        ...{ name, documentKind },
        document: unseal(document, `companions.${index}.document`),
      })),
    removed: { companions: [] },
  },
  // The photo joins the visit in the transaction that takes it over (usecases/face).
  photoId: {
    seal: () => ({}),
    unseal: ({ face }) => (face?.file ? face.photoId : undefined),
    removed: { face: null },
  },
}

/** Seals a normalised form for the visit `record`, with the hashes that find it. */
export function sealForm(form: VisitForm, record: string): SealedForm {
  const seals = sealsOf(record)
  const sealed: Record<string, unknown> = {}
  for (const field of fieldsWith('stored', 'clear')) keep(sealed, field, form[field])
  for (const field of fieldsWith('stored', 'sealed')) keep(sealed, field, seals.seal(form[field], field))
  for (const field of fieldsWith('stored', 'apart')) Object.assign(sealed, APART[field].seal(form, seals))
  return { ...(sealed as Omit<SealedForm, keyof VisitHashes>), ...hashesOf(form) }
}

/** The form of a stored visit, in clear: for its owner, and masked field by field for others. */
export function unsealForm(visit: Visit): VisitForm {
  const seals = sealsOf(visit._id)
  // A record of before a field was asked for has it blank.
  const form: Record<string, unknown> = { ...BLANK_FORM }
  for (const field of fieldsWith('stored', 'clear')) keep(form, field, visit[field])
  for (const field of fieldsWith('stored', 'sealed'))
    if (field in visit) keep(form, field, seals.unseal(visit[field], field))
  for (const field of fieldsWith('stored', 'apart')) keep(form, field, APART[field].unseal(visit, seals))
  return form as unknown as VisitForm
}

/** A field that isn't there stays away. */
function keep(into: Record<string, unknown>, field: string, value: unknown): void {
  if (value !== undefined) into[field] = value
}

/** A form by which nobody is found. */
export const NO_HASHES: VisitHashes = { phoneHash: '', documentHash: '', tailHashes: [], companionKeys: [] }

function hashesOf({ phone, documentKind, document, name, companions }: VisitForm): VisitHashes {
  return {
    // What isn't there finds nobody: a vehicle of a standing pass has no document, and some people have no phone.
    phoneHash: phone === '' ? '' : phoneHash(phone),
    documentHash: document === '' ? '' : documentHash(documentKind, document),
    tailHashes: document === '' ? [] : tailHashes(documentKind, document, name),
    companionKeys: companions.flatMap((companion) => [
      documentHash(companion.documentKind, companion.document),
      ...tailHashes(companion.documentKind, companion.document, companion.name),
    ]),
  }
}

/** The visit without its person: what stays are days, unit, purpose and what was decided. */
export function anonymised(visit: Visit): Visit {
  const { seal } = sealsOf(visit._id)
  const removed = fieldsWith('personal', true).map((field): Partial<Visit> => {
    if (isApart(field)) return APART[field].removed
    const blank = BLANK_FORM[field]
    return { [field]: FORM_FIELDS[field].stored === 'sealed' ? seal(blank, field) : blank }
  })
  return {
    ...removed.reduce<Visit>((left, part) => ({ ...left, ...part }), visit),
    ...NO_HASHES,
    anonymous: true,
    owner: '',
    makers: [],
    keys: [],
    history: anonymousHistory(visit),
  }
}

const isApart = (field: keyof VisitForm): field is FieldWith<'stored', 'apart'> => field in APART
