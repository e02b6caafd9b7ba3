import type { Random } from "../wire/generate.ts";
import { brokenText, hostileJson, hostileText } from "./hostile-values.ts";

/** A request on its way, before or after it is signed. */
export interface WireRequest {
  method: string;
  path: string;
  query: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body: Buffer;
}

type Mutation = (request: WireRequest, random: Random) => void;

const METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS"];

const CONTENT_TYPES = [
  "text/nonsense",
  "",
  "application/x-www-form-urlencoded",
  "application/x-amz-json-1.1",
  "application/json; charset=utf-16",
  "multipart/form-data; boundary=x",
  "application/cbor",
];

/** Headers that some part of the way reads, with values that it does not expect. */
const HEADERS: [name: string, values: string[]][] = [
  [
    "x-amz-target",
    ["", ".", "DynamoDB_20120810.Nothing", "Nothing", "Logs_20140328.", "constructor", "x".repeat(5000)],
  ],
  ["content-encoding", ["gzip", "aws-chunked", "aws-chunked,gzip", "deflate, br"]],
  [
    "x-amz-content-sha256",
    ["STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x", "0".repeat(64)],
  ],
  ["x-amz-decoded-content-length", ["-1", "x", "99999999999"]],
  ["content-md5", ["x", "AAAAAAAAAAAAAAAAAAAAAA=="]],
  ["x-amz-checksum-crc32", ["x", "AAAAAA=="]],
  ["x-amz-sdk-checksum-algorithm", ["CRC32", "NONE"]],
  ["range", ["bytes=9-1", "bytes=-", "bytes=0-0,5-6", "lines=1-2", "bytes=99999999999999999999-"]],
  ["if-match", ["*", "x", '"'.repeat(100)]],
  ["if-modified-since", ["yesterday", "Thu, 01 Jan 1970 00:00:00 GMT"]],
  ["x-amz-copy-source", ["", "/", "%", "a/b?versionId=%zz", "hostile-bucket/key?versionId="]],
  ["x-amz-tagging", ["a=b&a=c", "%zz=1", "=".repeat(300)]],
  ["x-amz-acl", ["nonsense"]],
  ["x-amz-metadata-directive", ["nonsense"]],
  ["x-amz-invocation-type", ["nonsense", "Event", "DryRun"]],
  ["x-amz-client-context", ["{", "%%%", "bnVsbA=="]],
  ["x-amzn-trace-id", [";Parent=;Lineage=a:b|", "Root=1;Lineage=".repeat(50)]],
  ["x-amz-date", ["", "yesterday", "20000101T000000Z", "99999999T999999Z"]],
  ["x-amz-security-token", ["x"]],
  ["x-amz-user-agent", ["é".repeat(500)]],
  ["smithy-protocol", ["rpc-v2-cbor", "nonsense"]],
  ["origin", ["null", "https://a.example.com"]],
  ["expect", ["100-continue"]],
];

const truncateBody: Mutation = (request, random) => {
  request.body = request.body.subarray(0, random(request.body.length + 1));
};

const flipByte: Mutation = (request, random) => {
  if (!request.body.length) return;
  request.body = Buffer.from(request.body);
  request.body[random(request.body.length)] = random(256);
};

/** One value of a JSON, XML or form body becomes another kind of thing, or is broken in itself. */
const changeValue: Mutation = (request, random) => {
  const text = request.body.toString();
  const pattern = /^\s*[{[]/.test(text)
    ? /(?<=[:[,]\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|true|false|null)/g
    : text.startsWith("<")
      ? /(?<=>)[^<]+/g
      : /(?<==)[^&]*/g;
  const values = [...text.matchAll(pattern)];
  if (!values.length) return;
  const found = values[random(values.length)]!;
  const end = found.index + found[0].length;
  request.body = Buffer.from(text.slice(0, found.index) + changed(found[0], text, random) + text.slice(end));
};

function changed(value: string, text: string, random: Random): string {
  if (/^\s*[{[]/.test(text)) {
    if (!value.startsWith('"') || random(2)) return hostileJson(random);
    return JSON.stringify(brokenText(JSON.parse(value) as string, random));
  }
  const isForm = !text.startsWith("<");
  const plain = isForm ? decodeURIComponent(value.replaceAll("+", " ")) : value;
  const other = [hostileText, hostileJson, (draw: Random) => brokenText(plain, draw)][random(3)]!(random);
  return isForm ? encodeURIComponent(other.toWellFormed()) : other;
}

/** A member too many, too few, twice, or where none belongs. */
const changeMembers: Mutation = (request, random) => {
  const text = request.body.toString();
  const other = hostileJson(random);
  const places = [...text.matchAll(/"(?:[^"\\]|\\.)*"\s*:|<(\w+)>|[\w.]+=/g)];
  const found = places.length ? places[random(places.length)]! : undefined;
  if (!found) return;
  const begin = text.slice(0, found.index);
  const rest = text.slice(found.index);
  if (found[1]) {
    const [, name] = found;
    const depth = [1, 1, 3000][random(3)]!;
    const added = [
      `<${name}/>`,
      `<x xmlns="y">&amp;&#0;</x>`,
      `<!DOCTYPE a [<!ENTITY b "c">]>`,
      "<![CDATA[a]]>",
      `<${name}>`,
    ][random(5)]!;
    request.body = Buffer.from(begin + added.repeat(depth) + rest);
  } else if (found[0].endsWith("=")) {
    const name = found[0].slice(0, -1);
    const more = [
      `${name}.member.1=a`,
      `${name}.1=b`,
      `${name}=c`,
      `${name}.member.99999999=d`,
      `${name}.entry.1.key=e`,
      `${".a".repeat(2000)}=f`,
      "__proto__.a=g",
      "%zz=%",
    ][random(8)]!;
    request.body = Buffer.from(random(4) ? `${begin}${more}&${rest}` : begin + rest.slice(found[0].length));
  } else {
    const name = random(2) ? found[0] : `${JSON.stringify(hostileText(random).toWellFormed())}:`;
    request.body = Buffer.from(random(3) ? `${begin}${name}${other},${rest}` : begin + rest.slice(found[0].length));
  }
};

const replaceBody: Mutation = (request, random) => {
  const bodies = [
    "",
    "{}",
    "[]",
    "null",
    '""',
    "<",
    "<a>",
    "Action=",
    "&",
    "%",
    "\u0000",
    "x".repeat(300_000),
    hostileJson(random),
  ];
  request.body = Buffer.from(bodies[random(bodies.length)]!);
};

const changeContentType: Mutation = (request, random) => {
  request.headers["content-type"] = CONTENT_TYPES[random(CONTENT_TYPES.length)]!;
};

const changeHeader: Mutation = (request, random) => {
  const [name, values] = HEADERS[random(HEADERS.length)]!;
  request.headers[name] = values[random(values.length)]!;
};

const changeMethod: Mutation = (request, random) => {
  request.method = METHODS[random(METHODS.length)]!;
};

const changePath: Mutation = (request, random) => {
  const parts = request.path.split("/");
  const at = random(parts.length);
  const other = ["", "%2F", "%00", "%E0%A4%A", "..", "é", "a".repeat(2000), "constructor", "%25%32%46", "*", "{id}"];
  switch (random(4)) {
    case 0:
      parts.splice(at, 1);
      break;
    case 1:
      parts.splice(at, 0, other[random(other.length)]!);
      break;
    default:
      parts[at] = other[random(other.length)]!;
  }
  request.path = `/${parts.join("/")}`.replace("//", "/");
};

const changeQuery: Mutation = (request, random) => {
  const names = [
    ...Object.keys(request.query),
    "versionId",
    "uploadId",
    "partNumber",
    "max-keys",
    "marker",
    "limit",
    "Qualifier",
    "acl",
    "delete",
    "position",
    "__proto__",
    "list-type",
    "X-Amz-Signature",
  ];
  const values = ["", "-1", "1e9", "%", "null", "x".repeat(3000), hostileText(random).toWellFormed()];
  request.query = { ...request.query, [names[random(names.length)]!]: values[random(values.length)]! };
};

/** The framing of AWS's own chunks, mostly wrong. */
const frameBody: Mutation = (request, random) => {
  const { body, headers } = request;
  const size = random(3) ? body.length : random(99_999_999);
  const frames = [
    `${size.toString(16)}\r\n${body.toString("latin1")}\r\n0\r\n\r\n`,
    `${size.toString(16)};chunk-signature=${"0".repeat(64)}\r\n${body.toString("latin1")}\r\n0;chunk-signature=x\r\n\r\n`,
    `${size.toString(16)}\r\n${body.toString("latin1")}\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`,
    "zz\r\n\r\n",
    "-5\r\n",
  ];
  request.body = Buffer.from(frames[random(frames.length)]!, "latin1");
  headers["content-encoding"] = "aws-chunked";
  headers["x-amz-content-sha256"] = random(2)
    ? "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
    : "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  headers["x-amz-decoded-content-length"] = String(body.length);
};

/** What is then signed as it stands. */
const BEFORE_SIGNING: Mutation[] = [
  truncateBody,
  flipByte,
  changeValue,
  changeValue,
  changeValue,
  changeValue,
  changeMembers,
  changeMembers,
  replaceBody,
  changeContentType,
  changeHeader,
  changeHeader,
  changeMethod,
  changePath,
  changeQuery,
  frameBody,
];

/** What no longer fits the signature. */
const AFTER_SIGNING: Mutation[] = [
  flipByte,
  changeHeader,
  changePath,
  changeQuery,
  (request) => delete request.headers["authorization"],
  (request, random) => {
    const { authorization = "" } = request.headers;
    const values = [
      brokenText(authorization, random).slice(0, 6000),
      authorization.replace(/.$/, (digit) => (digit === "0" ? "1" : "0")),
      authorization.replace("us-east-1", ["", "nowhere", "eu-west-1", "__proto__"][random(4)]!),
      authorization.replace(/Credential=[^/]*/, `Credential=${hostileText(random)}`),
      authorization.replace(/SignedHeaders=[^,]*/, "SignedHeaders="),
      "Basic dGVzdDp0ZXN0",
      "AWS4-HMAC-SHA256",
      "AWS test:c2ln",
    ];
    request.headers["authorization"] = values[random(values.length)]!;
  },
];

/** One thing wrong, sometimes two; `stage` tells whether the signature still comes. */
export function mutate(stage: "before" | "after", request: WireRequest, random: Random): void {
  const mutations = stage === "before" ? BEFORE_SIGNING : AFTER_SIGNING;
  const times = random(4) ? 1 : 2;
  for (let time = 0; time < times; time++) mutations[random(mutations.length)]!(request, random);
}
