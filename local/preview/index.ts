export { openPreview } from './server/preview'
export type { PreviewOptions } from './server/options'
