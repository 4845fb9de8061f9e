import {
  FIELDS_SEEN_BY_APPROVER,
  fieldsWith,
  pickFields,
  type FieldSeenByApprover,
  type FieldWith,
  type VisitForm,
} from '../../../miniprogram/domain/visit/form-fields'
import { maskDocument, maskPhone } from '../../../miniprogram/domain/values/masking'

/** How each field is masked for others than its visitor (spec 9). */
const MASKS: { [F in FieldWith<'approver', 'masked'>]: (value: VisitForm[F]) => VisitForm[F] } = {
  document: maskDocument,
  phone: maskPhone,
  companions: (companions) =>
    companions.map(({ name, documentKind, document }) => ({
      ...{ name, documentKind },
      document: maskDocument(document),
    })),
}

/** The part of a form that its approver reads under its own name, as FORM_FIELDS says of each field. */
export function formSeenByApprover(form: VisitForm): Pick<VisitForm, FieldSeenByApprover> {
  const seen: Pick<VisitForm, FieldSeenByApprover> = pickFields(form, FIELDS_SEEN_BY_APPROVER)
  for (const field of fieldsWith('approver', 'masked')) mask(seen, field)
  return seen
}

function mask<F extends FieldWith<'approver', 'masked'>>(form: Pick<VisitForm, F>, field: F): void {
  form[field] = MASKS[field](form[field])
}
