import { reactive } from 'vue'

/** Whether the last request came through; the shell says so, and pages keep what was typed. */
export const connection = reactive({ lost: false })
