export { openPreview, type Preview } from './server/preview'
export type { PreviewCloud, PreviewOptions, PreviewPerson, PreviewTemplate } from './server/options'
