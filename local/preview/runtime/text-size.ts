/**
 * WeChat's font size setting: 16 px is its standard step and 26 px its largest on a phone; text follows by the
 * factor between them, less what WeChat takes back at the top end.
 */
export const FONT_SIZE_STANDARD_PX = 16
export const FONT_SIZE_LARGEST_PX = 22.4
export const TEXT_ZOOM_LARGE = FONT_SIZE_LARGEST_PX / FONT_SIZE_STANDARD_PX
