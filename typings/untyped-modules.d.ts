declare module '@wxml/parser'
declare module 'eslint-plugin-wxml'
declare module 'miniprogram-ci'
declare module 'miniprogram-ci/*'

declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  /** As far as tests use it. */
  export default class Provider {
    constructor(issuer: string, configuration: object)
    /** Takes address and protocol from what a proxy says. */
    proxy: boolean
    callback(): RequestListener
  }
}
