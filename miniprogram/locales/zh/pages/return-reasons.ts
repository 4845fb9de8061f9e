/** A reason of a return that asks for a field: it stands on the booking as it was picked, and the form finds it there. */
export const returnReasons = { matter: '请写明办什么事' }
