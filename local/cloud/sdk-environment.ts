import { randomBytes } from 'node:crypto'

/** This environment's id, as file ids and `getWXContext().ENV` show it. */
export const ENVIRONMENT_ID = 'local-env'

/** What SDKs sign with: made anew at every start, so that only what the cloud gives it to gets in. */
export const newSecret = (): string => `local-${randomBytes(24).toString('hex')}`

/** The variables with which the unmodified SDKs find the cloud at an address, and get in. */
export function sdkEnvironment(url: string, secret: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
    TENCENTCLOUD_SECRETID: secret,
    TENCENTCLOUD_SECRETKEY: secret,
    SCF_NAMESPACE: ENVIRONMENT_ID,
    TCB_ENV: ENVIRONMENT_ID,
    // Spares every call a look-up of the metadata address.
    TENCENTCLOUD: 'true',
  }
}
