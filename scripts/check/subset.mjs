import { filesIn } from '../paths.mjs'

/**
 * The Mini Program's files of one kind, narrowed to the paths given on the command line.
 * @param {RegExp} matching
 * @returns {string[]} from the root
 */
export function chosenFiles(matching) {
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
  const files = filesIn('miniprogram', matching)
  return wanted.length === 0
    ? files
    : files.filter((file) => wanted.some((path) => file === path || file.startsWith(`${path}/`)))
}

/**
 * Prints what is wrong and ends with the matching exit code.
 * @param {{ file: string, line?: number, message: string }[]} faults
 */
export function report(faults) {
  for (const { file, line, message } of faults) console.log(`${file}${line ? `:${line}` : ''}: ${message}`)
  process.exitCode = faults.length > 0 ? 1 : 0
}
