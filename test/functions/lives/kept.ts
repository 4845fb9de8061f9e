/** As it would come back: plain values, nobody's to change. */
export const kept = <T>(document: T): T => deeplyFrozen(JSON.parse(JSON.stringify(document)) as T)

function deeplyFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const each of Object.values(value)) deeplyFrozen(each)
  return Object.freeze(value)
}
