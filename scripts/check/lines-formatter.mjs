import path from 'node:path'

/**
 * ESLint's findings one a line, `file:line:column message (rule)`, as every other check prints them.
 * @param {import('eslint').ESLint.LintResult[]} results
 * @param {import('eslint').ESLint.LintResultData} context
 */
export default function lines(results, { cwd }) {
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, message, ruleId }) => {
        const file = path.relative(cwd, filePath).split(path.sep).join('/')
        return `${file}:${line}:${column} ${message.replace(/\s*\n\s*/g, ' ')} (${ruleId ?? 'syntax'})`
      }),
    )
    .join('\n')
}
