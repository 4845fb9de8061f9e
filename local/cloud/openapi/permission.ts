import type { FunctionFolder } from '../functions/function-folder'
import type { FunctionRunner } from '../functions/runner'

/**
 * What keeps an invocation from one of WeChat's server calls, in words; null: nothing. A function makes those that its
 * `config.json` lists, and none for a request over HTTP access: no document says that those carry what it takes. Without a
 * token no function calls: a process on this machine may do everything.
 */
export function refusedCall(
  { runner, folder }: { runner: FunctionRunner; folder: FunctionFolder },
  apiName: string,
  token: string,
): string | null {
  if (token === '') return null
  const invoked = runner.invocationOf(token)
  if (invoked === undefined) return `${apiName} by an invocation that isn't known`
  const { name, source } = invoked
  if (folder.find(name)?.openapi.includes(apiName) !== true)
    return `${apiName} isn't in permissions.openapi of ${name}/config.json`
  return source === 'http' ? `${apiName} by ${name}, called over HTTP` : null
}
