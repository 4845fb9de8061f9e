/** The decoder alone: a function's bundle has no use for the encoder. */
declare module 'jpeg-js/lib/decoder.js' {
  const decode: typeof import('jpeg-js').decode
  export default decode
}
