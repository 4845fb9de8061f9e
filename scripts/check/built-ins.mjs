/** Tags that WXML knows without usingComponents, after WeChat's component reference. */
export const builtIn = new Set(
  `ad ad-custom audio block button camera canvas channel-live channel-video checkbox checkbox-group cover-image
  cover-view draggable-sheet editor form functional-page-navigator grid-builder grid-view icon image import include
  input keyboard-accessory label list-builder list-view live-player live-pusher map match-media movable-area
  movable-view native-component navigation-bar navigator nested-scroll-body nested-scroll-header official-account
  official-account-publish open-container open-data open-data-item open-data-list page-container page-meta picker
  picker-view picker-view-column progress radio radio-group rich-text root-portal scroll-view selection share-element
  slider slot snapshot span sticky-header sticky-section store-coupon store-gift store-home store-product swiper
  swiper-item switch template text textarea video view voip-room web-view wxs`.split(/\s+/),
)
