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
  './request-adapter': 'language models, as above',
  axios:
    'asks a machine of the cloud for its number, where TENCENTCLOUD_RUNENV names no function; and an extension for pictures',
  jsonwebtoken: 'tickets for logins without WeChat: reached through auth().createTicket() only',
  xmlbuilder: "writes XML; uploadFile only reads the storage's answer, with xml2js",
  './realtime/websocket-client':
    'watch() of @cloudbase/database, with old lines of lodash; functions watch nothing',
  './parser/serializer': 'documents of bson as bytes: the database speaks extended JSON',
  './parser/deserializer': 'documents of bson as bytes, as above',
  './parser/calculate_size': 'documents of bson as bytes, as above',
  'https-proxy-agent': "a proxy on a developer's machine: init() is given none",
  'http-proxy-agent': "a proxy on a developer's machine: init() is given none",
  'mime-db': 'file names for media sent to WeChat; we send none, uploads carry no type',
  'mime-types': 'types of files in multipart forms; uploads are one PUT of the bytes',
  '../core/json-schema-processors.js': 'JSON Schema of shapes, for documents: functions only check by them',
}

/** Which function does reach one of them: the gate hands out its own document. @type {Readonly<Record<string, string>>} */
const REACHED_BY = { '../core/json-schema-processors.js': 'gate' }

/** @param {string} name of a function @returns {Record<string, string>} the modules that it doesn't reach → why */
export const unreachedBy = (name) =>
  Object.fromEntries(Object.entries(UNREACHED).filter(([module]) => REACHED_BY[module] !== name))
