import { reactive } from 'vue'
import type { Me, Reply } from '../../contract'
import type { ConsoleDoor, DoorReply, Returned, SignInBegun } from '../../contract/console'
import { ApiError, isUnsettled } from './api-error'
import { post } from './post'

/**
 * Who is signed in. `asking` until the server has said; `ended`: somebody was, and their page stands there still, so that
 * nothing typed on it is lost.
 */
export const session = reactive<{ stage: 'asking' | 'out' | 'in' | 'ended'; me: Me | null }>({
  stage: 'asking',
  me: null,
})

let waiting: (() => void)[] = []

/** Settles when somebody has signed in over the page that stands there. */
export function signedInAgain(): Promise<void> {
  session.stage = session.me === null ? 'out' : 'ended'
  return new Promise((resolve) => waiting.push(resolve))
}

/** Asks who this browser's session is; nobody is no fault. Throws what `post` throws. */
export async function readSession(): Promise<void> {
  const reply = (await post('/v1/call', { action: 'me', input: {} })) as Reply<'me'>
  if (reply.ok) return begin(reply.data)
  if (reply.code !== 'SIGNED_OUT') throw new ApiError(reply.code, reply.details)
  session.stage = session.me === null ? 'out' : 'ended'
}

/** Another person than before begins with a page of their own: what the other one typed isn't theirs. */
function begin(me: Me): void {
  if (session.me !== null && session.me.person !== me.person) return location.reload()
  session.me = me
  session.stage = 'in'
  const resumed = waiting
  waiting = []
  for (const resume of resumed) resume()
}

export const beginSignIn = (): Promise<SignInBegun> => door('/v1/sign-in')

/** Whether the code was said yes to; then this browser is signed in. Throws CONSOLE_CODE when it is over. */
export async function checkSignIn(): Promise<boolean> {
  const { signedIn } = await door('/v1/sign-in/state')
  if (signedIn) await readOnceSignedIn()
  return signedIn
}

/** The code is used up: whatever gets lost now is asked for again, and no code is. */
async function readOnceSignedIn(): Promise<void> {
  for (;;) {
    try {
      return await readSession()
    } catch (thrown) {
      if (!isUnsettled(thrown)) throw thrown
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS))
    }
  }
}

const RETRY_AFTER_MS = 1000

/** Where this browser signs in by the campus's own provider. Throws what a call throws. */
export const campusAddress = async (): Promise<string> => (await door('/v1/campus-sign-in')).address

/** Signs this browser in by what the provider has written into the page's address. Throws what a call throws. */
export const finishCampusSignIn = (search: string): Promise<unknown> =>
  door('/v1/campus-sign-in/return', { search })

export async function signOut(): Promise<void> {
  await door('/v1/sign-out')
  location.reload()
}

async function door<Path extends keyof ConsoleDoor>(
  path: Path,
  body: Partial<Returned> = {},
): Promise<ConsoleDoor[Path]> {
  const reply = (await post(path, body)) as DoorReply<Path>
  if (!reply.ok) throw new ApiError(reply.code, reply.details)
  return reply.data
}
