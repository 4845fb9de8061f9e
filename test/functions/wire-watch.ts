/** A database request as the SDK sends it: conditions and data are extended JSON texts. */
export interface DatabaseRequest {
  action: string
  collectionName?: string
  transactionId?: string
  query?: string
  data?: string | string[]
  order?: string
}

/** Every operator that server code writes, by collection and field. There are no others. */
const OPERATORS: ReadonlySet<string> = new Set([
  ...[
    'visits',
    'passages',
    'stays',
    'invitations',
    'releaseRequests',
    'blacklist',
    'accountRequests',
    'standingPasses',
    'activities',
    'refusedTries',
    'erasures',
  ].flatMap((collection) => [`${collection}.sort $lt`, `${collection}.sort $gt`]),
  'accounts.sort $gt',
  'devices.sort $gt',
  'emergencyReports.sort $lt',
  'visits._id $gt',
  'campuses._id $gt',
  'gates._id $gt',
  'visits.recordSort $gte',
  'visits.recordSort $lt',
  'visits.firstDay $lte',
  'passages.sort $gte',
  'visits.lastDay $lt',
  'visits.lastDay $gte',
  'calendars._id $gt',
  'units.name $gt',
  'trafficControls.until $gt',
  'outbox.dueAt $lte',
  'blacklist.askedBy $ne',
  'refusedTries.minutes.* $ne',
  'searchLimits.count $ne',
  'bookers.sent $lt',
  'searchLimits.minutes.* $ne',
  'gateFacts.sortKey $gt',
  'placeSlots.free $gt',
  'visits.endsAt $lte',
  'auditSeals._id $gt',
  'auditSeals._id $lt',
  'auditSeals._id $lte',
  'audit.sort $gt',
  // the directory in pieces, beside a file that is taken in
  'staff._id $gt',
  'audit.sort $lt',
  'audit.seal $gt',
  'audit.seal $lt',
  'audit.seal $ne',
  // a day of notices
  'outbox._id $gt',
  'outbox._id $lt',
])
/** The only ones that take a list: ids that the server read before or made, and tabs. */
const CHOICES: ReadonlySet<string> = new Set([
  ...[
    'visits',
    'calendars',
    'audit',
    'accounts',
    'consents',
    'releaseRequests',
    'deviceStates',
    'campuses',
    'gates',
    'units',
    'figures',
    'outbox',
    'standingConfirmations',
    'walkInQuotas',
    'staff',
    'bindings',
    'activities',
    'standingPasses',
  ].map((collection) => `${collection}._id $in`),
  ...[
    'accounts.role',
    'visits.unitId',
    'visits.list',
    'releaseRequests.unitId',
    'passages.visitId',
    'staff.phoneHash',
    // the ways in which the last six of a document may be read, hashed
    'visits.tailHashes',
    'visits.companionKeys',
    // reports of a desk's campuses, counted
    'emergencyReports.campusIds',
  ].map((field) => `${field} $in`),
  // what was put aside on the audit trail
  'audit.kind $nin',
  ...['activities.unitId', 'audit.action', 'outbox.state', 'standingPasses.unitId'].map(
    (field) => `${field} $in`,
  ),
])
/** The only ones that take numbers of seals, or the other side of one: where rows of the audit trail may hide. */
const SEALS: ReadonlySet<string> = new Set(['audit.seal $nin', 'audit.seal $not'])
const UPDATES: ReadonlySet<string> = new Set(['$set', '$inc', '$push'])
/** How extended JSON writes plain numbers and instants: no operators. */
const NUMBERS: ReadonlySet<string> = new Set(['$numberInt', '$numberLong', '$numberDouble'])

/** What in a request is no operator of ours, and no plain value either. */
export function foreignOperators({ action, collectionName = '', query, data }: DatabaseRequest): string[] {
  const conditions = query === undefined ? [] : conditionFaults(collectionName, JSON.parse(query))
  const texts = [data ?? []].flat().map((text) => JSON.parse(text) as unknown)
  const stored = texts.flatMap((each) =>
    action === 'database.modifyDocument' && isUpdate(each)
      ? Object.entries(each).flatMap(([operator, fields]) =>
          operator === '$push' ? Object.values(fields as object).flatMap(pushFaults) : keyFaults(fields),
        )
      : keyFaults(each),
  )
  return [...conditions, ...stored].map((fault) => `${action} ${collectionName}: ${fault}`)
}

function conditionFaults(collection: string, query: unknown): string[] {
  if (!isObject(query)) return [`condition ${JSON.stringify(query)}`]
  return Object.entries(query).flatMap(([field, value]) => {
    if (field === '$and' && Array.isArray(value))
      return value.flatMap((part) => conditionFaults(collection, part))
    if (field.startsWith('$')) return [field]
    if (!isObject(value) || isNumber(value)) return Array.isArray(value) ? [`${field}: a list`] : []
    // a minute is a number that the server counts
    const name = `${collection}.${field.replace(/\.\d+$/, '.*')}`
    return Object.entries(value).flatMap(([operator, operand]) =>
      CHOICES.has(`${name} ${operator}`) && isListOfIds(operand)
        ? []
        : OPERATORS.has(`${name} ${operator}`) && (!isObject(operand) || isNumber(operand))
          ? []
          : SEALS.has(`${name} ${operator}`) && isOfSeals(operand)
            ? []
            : [`${field} ${operator}`],
    )
  })
}

const isOfSeals = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.every(isPlainNumber)
    : isObject(value) && Object.keys(value).join() === '$gte' && isPlainNumber(value.$gte)

const isPlainNumber = (value: unknown): boolean =>
  typeof value === 'number' || (isObject(value) && isNumber(value))

const isListOfIds = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

/** What is pushed is one value, or several as a list. */
const pushFaults = (value: unknown): string[] =>
  isObject(value) && Object.keys(value).join() === '$each' ? keyFaults(value.$each) : keyFaults(value)

/** Names in what is stored that a database or JavaScript would take for something else. */
function keyFaults(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keyFaults)
  if (!isObject(value) || isNumber(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/^\$|^__proto__$|^constructor$/.test(key) ? [key] : []),
    ...keyFaults(inner),
  ])
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isNumber = (value: Record<string, unknown>): boolean => {
  const keys = Object.keys(value)
  return keys.length === 1 && NUMBERS.has(keys[0] ?? '')
}
const isUpdate = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => UPDATES.has(key))
