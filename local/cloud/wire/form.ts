import busboy from 'busboy'

/** A multipart form: every part as bytes, and the declared type of the parts that are files. */
export type Form = { fields: Record<string, Buffer>; types: Record<string, string> }

/** Parses a whole multipart body. Rejects with status 400 when it isn't one. */
export async function readForm(contentType: string, body: Buffer): Promise<Form> {
  try {
    return await parse(contentType, body)
  } catch (error) {
    throw Object.assign(new Error(`not a form: ${(error as Error).message}`), { statusCode: 400 })
  }
}

function parse(contentType: string, body: Buffer): Promise<Form> {
  return new Promise((resolve, reject) => {
    const form: Form = { fields: {}, types: {} }
    const parser = busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8' })
    parser.on('field', (name, value) => (form.fields[name] = Buffer.from(value)))
    parser.on('file', (name, stream, { mimeType }) => {
      const parts: Buffer[] = []
      form.types[name] = mimeType
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => (form.fields[name] = Buffer.concat(parts)))
    })
    parser.on('close', () => resolve(form))
    parser.on('error', reject)
    parser.end(body)
  })
}
