/** What stands in the history of accounts without anybody having typed it. */
export const accountWords = {
  leftDirectory: '已离开教职工名册，或已解除微信绑定',
}
