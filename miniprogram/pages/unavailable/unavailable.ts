/** Shown when this release channel has no cloud environment: nothing else of the program may start. */
Page({})
