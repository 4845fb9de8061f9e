declare module '@wxml/parser'
declare module 'eslint-plugin-wxml'
declare module 'miniprogram-ci'
declare module 'miniprogram-ci/*'
