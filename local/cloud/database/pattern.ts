import { invalidRequest } from './errors'

/**
 * A pattern with MongoDB's options, counting characters as it does: 𠮷 is one. Its `x` (blanks don't count) has no
 * counterpart here, and other options don't exist there.
 */
export function patternOf(source: string, options: string): RegExp {
  if (/[^imsu]/.test(options)) throw invalidRequest(`unsupported option of a pattern: ${options}`)
  const flags = options.replace('u', '')
  try {
    return new RegExp(source, `${flags}u`)
  } catch {
    // What is an error only when characters are counted, such as a needless backslash.
    return withoutCounting(source, flags)
  }
}

function withoutCounting(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags)
  } catch (error) {
    throw invalidRequest(`not a pattern: ${(error as Error).message}`)
  }
}
