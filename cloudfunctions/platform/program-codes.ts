import { envVersion } from './channel'
import { openapi } from './identity'

/** A Mini Program code that opens `page`; `scene` at most 32 characters, given to the page as it stands. */
export async function programCode(page: string, scene: string): Promise<Buffer> {
  const { buffer } = (await openapi.wxacode.getUnlimited({
    ...{ page, scene, checkPath: false },
    envVersion: envVersion(),
  })) as {
    buffer: Buffer
  }
  return buffer
}
