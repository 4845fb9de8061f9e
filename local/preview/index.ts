export { openPreview } from './server/preview'
