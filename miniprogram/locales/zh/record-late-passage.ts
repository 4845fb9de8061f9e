export const recordLatePassageWords = {
  reason: '补录的通行记录：此前已离校',
}
