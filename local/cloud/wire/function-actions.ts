import { FunctionError } from '../functions/errors'
import type { FunctionRunner } from '../functions/runner'
import { invalidRequest } from '../database/errors'
import { isTooDeep } from '../json-depth'
import type { Actions } from './actions'

type InvokeRequest = { function_name: string; request_data?: string }

/** `functions.invokeFunction`: one function calls another, on behalf of whoever called the first. */
export function functionActions(runner: FunctionRunner): Actions<InvokeRequest> {
  return {
    'functions.invokeFunction': async (request, { invocationToken }) => {
      const event = eventIn(request)
      const caller = runner.invocationOf(invocationToken)?.caller
      try {
        const { result } = await runner.call({
          name: request.function_name,
          event,
          source: 'function',
          caller,
        })
        return { data: { response_data: JSON.stringify(result) } }
      } catch (error) {
        if (error instanceof FunctionError) return { code: error.code, message: error.message }
        throw error
      }
    },
  }
}

function eventIn({ request_data: data }: InvokeRequest): unknown {
  if (!data) return {}
  if (isTooDeep(data)) throw invalidRequest('the event is nested too deep')
  return JSON.parse(data)
}
