export * from './groups'
export * from './lists'
export * from './visit'
