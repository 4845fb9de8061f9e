/**
 * A picture of config/icons.json in the colour of the text around it, `size` high and wide. TDesign's own icon sends itself
 * two updates as soon as it is there; a list has dozens.
 */
Component({
  properties: {
    name: { type: String, value: '' },
    /** Of CSS; as the text around it without. */
    size: { type: String, value: '1em' },
  },
})
