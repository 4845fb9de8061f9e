export { openPreview, type Preview } from './server/preview'
export type {
  CloudCall,
  CloudNotice,
  PreviewCloud,
  PreviewOptions,
  PreviewPerson,
  PreviewTemplate,
} from './server/options'
