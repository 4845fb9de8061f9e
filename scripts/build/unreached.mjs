/**
 * Modules that the SDKs load, by the name they load them with, and that none of our calls reaches → why. Each is replaced in the functions' bundles by
 * a stub (stubs.mjs) that throws its name when something of it is used. `npm run size` fails for a row that no SDK
 * imports any more, so the table never outlives a new version.
 * @type {Readonly<Record<string, string>>}
 */
export const UNREACHED = {
  '@cloudbase/ai': 'language models: reached through ai() only',
  '@cloudbase/app': 'language of the answers of ai(): it brings the browser SDK along',
  '@cloudbase/wx-cloud-client-sdk': 'data models and SQL: init() tries to set them up and ignores a failure',
  axios:
    'asks a machine of the cloud for its number, where TENCENTCLOUD_RUNENV names no function; and an extension for pictures',
  'web-streams-polyfill': 'streamed answers of ai(); Node has streams of its own',
  jsonwebtoken: 'tickets for logins without WeChat: reached through auth().createTicket() only',
  xmlbuilder: "writes XML; uploadFile only reads the storage's answer, with xml2js",
  './realtime/websocket-client':
    'watch() of @cloudbase/database, with old lines of lodash; functions watch nothing',
  'mime-db': 'file names for media sent to WeChat; we send none, uploads carry no type',
  'mime-types': 'types of files in multipart forms; uploads are one PUT of the bytes',
}

/** What only the gate reaches, which hands out its own document; the others' stubs besides. @type {typeof UNREACHED} */
export const ONLY_THE_GATE_REACHES = {
  '../core/json-schema-processors.js': 'JSON Schema of shapes, for documents: the others only check by them',
}
