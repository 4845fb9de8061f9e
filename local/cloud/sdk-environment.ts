/** This environment's id, as file ids and `getWXContext().ENV` show it. */
export const ENVIRONMENT_ID = 'local-env'

/** What SDKs sign with. No secret: the cloud listens on loopback only. */
export const SECRET_ID = 'local'

/** The variables with which the unmodified SDKs find the cloud at an address. */
export function sdkEnvironment(url: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
    TENCENTCLOUD_SECRETID: SECRET_ID,
    TENCENTCLOUD_SECRETKEY: SECRET_ID,
    SCF_NAMESPACE: ENVIRONMENT_ID,
    TCB_ENV: ENVIRONMENT_ID,
    // Spares every call a look-up of the metadata address.
    TENCENTCLOUD: 'true',
  }
}
