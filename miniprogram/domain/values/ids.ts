/** Ids are made by the server, by the office or by the directory; no operator, path or blank fits this form. */
export const ID_FORM = /^[A-Za-z0-9_-]{1,64}$/

export const isId = (text: string): boolean => ID_FORM.test(text)
