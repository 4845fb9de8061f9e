import { openApiDocument } from '../contract/gate/openapi'

/** `npm run --silent openapi > gate.json`: the gate API as an OpenAPI 3.1 document, made from the contract. */
console.log(JSON.stringify(openApiDocument(), null, 2))
