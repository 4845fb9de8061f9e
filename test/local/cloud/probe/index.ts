import cloud from 'wx-server-sdk'

/**
 * A function that says what it was given: the conformance run uploads it, asks it, and takes its answers for what the
 * platform does. It gives away names of variables, never what they hold.
 */
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

/** Variables that the SDKs or our functions read. */
const READ_BY_US = /^(TCB_|SCF_|WX_|TENCENTCLOUD|TRIGGER_SRC$|TZ$)/

type Event = Record<string, unknown> & { Type?: string; httpMethod?: string; path?: string; ask?: string }

export async function main(event: Event, context: object): Promise<unknown> {
  const saw = {
    event,
    context: Object.keys(context).sort(),
    identity: cloud.getWXContext(),
    variables: Object.keys(process.env)
      .filter((name) => READ_BY_US.test(name))
      .sort(),
    node: process.versions.node.split('.')[0],
    minutesFromUtc: new Date(2030, 0, 1).getTimezoneOffset(),
  }
  if (event.Type !== undefined) {
    await cloud.database().collection('conformance_plain').doc('timer').set({ data: saw })
    return saw
  }
  if (event.ask === 'throw' || event.path?.endsWith('/throw')) throw new Error('thrown by the probe')
  if (event.path?.endsWith('/plain')) return { plain: true }
  if (event.httpMethod === undefined) return saw
  return { statusCode: 201, headers: { 'content-type': 'application/json' }, body: JSON.stringify(saw) }
}
