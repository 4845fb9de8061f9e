/** What code inside a phone's document finds: the preview's own objects, untyped as they are there. */
declare const wx: any
declare function getCurrentPages(): any[]
declare function getApp(): any
