import cloud from 'wx-server-sdk'

// The SDK's own type forgets that the current environment is named by a symbol.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })

/** WeChat's SDK, ready to be called: whoever imports it from the package itself may come before it is. */
export { cloud }
