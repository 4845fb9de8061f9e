/**
 * A reason of a return that asks for a field: it stands on the booking as it was picked, and the form finds it there. Several
 * reasons, some of them perhaps empty, stand there together.
 */
export const returnReasons = {
  matter: '请写明办什么事',
  together: (reasons: readonly string[]) => reasons.filter((reason) => reason !== '').join('；'),
}
