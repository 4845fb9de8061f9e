/** The OpenAPI document as one page for people: no script, nothing loaded from elsewhere. */
interface Operation {
  summary: string
  description: string
  requestBody?: { content: Record<string, { schema: object }> }
  parameters?: { name: string; required: boolean; schema: object }[]
  responses: Record<string, { content: Record<string, { schema: object }> }>
}

export function docsPage(document: {
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, object>>
}): string {
  const { title, version, description } = document.info
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) =>
      section(method.toUpperCase(), path, operation as Operation),
    ),
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; }
h1, h2 { line-height: 1.25; } h2 { border-top: 1px solid #d8dee4; padding-top: 1.5rem; }
code, pre { font: 14px/1.5 ui-monospace, monospace; } pre { background: #f4f6f8; padding: 1rem; overflow: auto; }
.method { color: #0a5c9e; }
</style>
<h1>${escaped(title)} <small>${escaped(version)}</small></h1>
${paragraphs(description)}
<p><a href="openapi.json">openapi.json</a></p>
${operations.join('\n')}
</html>
`
}

function section(
  method: string,
  path: string,
  { summary, description, requestBody, parameters, responses }: Operation,
): string {
  const body = requestBody?.content['application/json']?.schema
  const query = parameters?.map(({ name, required, schema }) => ({ name, required, ...schema }))
  return `<h2><span class="method">${method}</span> <code>${escaped(path)}</code></h2>
<p>${escaped(summary)}</p>
${paragraphs(description)}
${shown(body === undefined ? 'Query' : 'Body', body ?? query)}
${shown('Answer', responses['200']?.content['application/json']?.schema)}`
}

const paragraphs = (text: string): string =>
  text
    .split('\n\n')
    .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
    .join('\n')

const shown = (title: string, schema: unknown): string =>
  schema === undefined
    ? ''
    : `<details><summary>${title}</summary><pre>${escaped(JSON.stringify(schema, null, 2))}</pre></details>`

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
