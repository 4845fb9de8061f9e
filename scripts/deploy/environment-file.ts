import fs from 'node:fs'

/** Which release of the Mini Program talks to the environment. */
export const CHANNELS = ['develop', 'trial', 'release'] as const
export type Channel = (typeof CHANNELS)[number]

export const isChannel = (name: string | undefined): name is Channel =>
  (CHANNELS as readonly (string | undefined)[]).includes(name)

/** The file from the root, as it is named to people. */
const ENVIRONMENT_FILE = 'miniprogram/config/environment.ts'

/** What leads the Mini Program of one channel to an environment; null: the file at `path` does already. */
export function environmentChange(
  path: string,
  channel: Channel,
  id: string,
): { line: string; write: () => void } | null {
  const source = fs.readFileSync(path, 'utf8')
  const written = withEnvironment(source, channel, id)
  return written === source
    ? null
    : { line: `${ENVIRONMENT_FILE}: ${channel} → ${id}`, write: () => fs.writeFileSync(path, written) }
}

/** What an environment's id is made of; anything else would end its quotes in the file. */
const ENVIRONMENT_ID = /^[a-z][a-z0-9-]{1,62}$/

/** miniprogram/config/environment.ts with the environment of one channel. Throws when the file has no line for it. */
export function withEnvironment(source: string, channel: Channel, id: string): string {
  if (!ENVIRONMENT_ID.test(id)) throw new Error(`${JSON.stringify(id)} isn't the id of an environment`)
  const line = new RegExp(`^(\\s*${channel}: )'[^']*',$`, 'm')
  if (!line.test(source)) throw new Error(`no line for the channel ${channel} in the environment file`)
  return source.replace(line, `$1'${id}',`)
}
