/** WXSS is CSS with rpx and without what the official compiler refuses: nesting, `*`, @layer, @container. */
export default {
  extends: ['stylelint-config-standard'],
  rules: {
    'unit-no-unknown': [true, { ignoreUnits: ['rpx'] }],
    'declaration-property-value-no-unknown': null, // its grammar has no rpx
    'media-feature-name-value-no-unknown': null,
    'selector-type-no-unknown': [
      true,
      {
        ignoreTypes: [
          'page',
          'view',
          'text',
          'image',
          'camera',
          'cover-view',
          'cover-image',
          'scroll-view',
          'swiper',
          'swiper-item',
          'rich-text',
          'navigator',
          'picker-view',
          'picker-view-column',
          'page-container',
          '/^t-/',
        ],
      },
    ],
    'selector-class-pattern': [
      '^[a-z][a-z0-9]*(-[a-z0-9]+)*((__|--|_)[a-z0-9]+(-[a-z0-9]+)*)*$',
      { message: 'Class names are kebab-case, with __part and --variant' },
    ],
    'selector-max-universal': 0,
    'max-nesting-depth': 0,
    'at-rule-disallowed-list': ['layer', 'container', 'supports'],
    'import-notation': 'string',
    'color-hex-length': null,
    'no-empty-source': null, // a page may need no style of its own
    'custom-property-empty-line-before': null, // tokens stand in groups
    'value-keyword-case': ['lower', { ignoreProperties: [/^--/] }],
    // Comes up whenever one part restyles another's hover or state; order is clear enough in files this small.
    'no-descending-specificity': null,
  },
}
