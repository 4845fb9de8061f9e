/** What the plain compiler knows of components; vue-tsc looks into them. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}
declare module '*.css'

/** What the shared words ask for their language: a computer has no such platform, and reads Chinese. */
declare const wx: undefined | { getAppBaseInfo?: () => { language: string } }
