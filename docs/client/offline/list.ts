/** The list of everything that an offline copy is made of, as the build writes it to `offline/files.json`, and what follows from it. No browser and no Node here. */

export interface KeptFile {
  /** Address below the base path, as a reader asks for it: "zh/api/rest-api/", "_astro/x.js"; "" is the page that chooses a language. */
  path: string;
  bytes: number;
  /** SHA-256 of the content in base64url. */
  hash: string;
}

export interface FileList {
  format: 1;
  /** Of all that the list names: the same content has the same version, whenever it was built. */
  version: string;
  /** ISO time of the build. */
  built: string;
  /** What every language needs. */
  shared: KeptFile[];
  languages: Record<string, KeptFile[]>;
}

/** A copy in the browser: the list it was made from, with the kept languages only. It is written when every file is there, never before. */
export interface Copy extends FileList {
  keptAt: string;
}

/** A download that has begun and is not complete. */
export interface Pending {
  format: 1;
  languages: string[];
  begunAt: string;
}

export const LIST_PATH = "offline/files.json";

/** Content types by the end of the name; what a copy holds is nothing else. A copy knows no headers: the same content is stored once, under its hash. */
const TYPES = new Map(
  Object.entries({
    html: "text/html; charset=utf-8",
    js: "text/javascript; charset=utf-8",
    css: "text/css; charset=utf-8",
    json: "application/json; charset=utf-8",
    webmanifest: "application/manifest+json; charset=utf-8",
    md: "text/markdown; charset=utf-8",
    txt: "text/plain; charset=utf-8",
    svg: "image/svg+xml",
    png: "image/png",
    webp: "image/webp",
    woff2: "font/woff2",
    wasm: "application/wasm",
    pagefind: "application/octet-stream",
    pf_meta: "application/octet-stream",
    pf_index: "application/octet-stream",
    pf_filter: "application/octet-stream",
    pf_fragment: "application/octet-stream",
  }),
);

/** Undefined: a file of this kind is not part of a copy. */
export function typeOf(path: string): string | undefined {
  if (path === "" || path.endsWith("/")) return TYPES.get("html");
  return TYPES.get(path.slice(path.lastIndexOf(".") + 1));
}

/** What is read from the network or the storage, checked; throws with what is wrong. */
export function readFileList(value: unknown): FileList {
  const { format, version, built, shared, languages } = asObject(value, "the list");
  if (format !== 1) throw new Error(`the list has format ${JSON.stringify(format)}, not 1`);
  if (typeof version !== "string" || !/^[\w-]{1,64}$/.test(version)) throw new Error("the list has no version");
  if (!isTime(built)) throw new Error("the list has no time of its build");
  const list: FileList = {
    format,
    version,
    built,
    shared: readFiles(shared, "shared"),
    languages: Object.fromEntries(
      Object.entries(asObject(languages, "languages")).map(([code, files]) => {
        if (!/^[a-z]{2,8}$/.test(code)) throw new Error(`${code} is no language`);
        return [code, readFiles(files, code)];
      }),
    ),
  };
  const seen = new Set<string>();
  for (const { path } of filesOf(list)) {
    if (seen.has(path)) throw new Error(`${path} stands twice in the list`);
    seen.add(path);
  }
  return list;
}

export function readCopy(value: unknown): Copy {
  const { keptAt } = asObject(value, "the copy");
  if (!isTime(keptAt)) throw new Error("the copy has no date");
  return { ...readFileList(value), keptAt };
}

export function readPending(value: unknown): Pending {
  const { format, languages, begunAt } = asObject(value, "the download");
  if (format !== 1 || !isTime(begunAt) || !Array.isArray(languages)) throw new Error("the download cannot be read");
  return { format, begunAt, languages: languages.filter((code) => typeof code === "string") };
}

/** The list with these languages only; languages that it does not know are left out. */
export function pick(list: FileList, codes: readonly string[]): FileList {
  const { format, version, built, shared } = list;
  const languages = Object.fromEntries(Object.entries(list.languages).filter(([code]) => codes.includes(code)));
  return { format, version, built, shared, languages };
}

export function filesOf(list: FileList): KeptFile[] {
  return [...list.shared, ...Object.values(list.languages).flat()];
}

/** Files whose content is not among `stored`, each content once. */
export function missingFrom(stored: ReadonlySet<string>, files: readonly KeptFile[]): KeptFile[] {
  const byHash = new Map(files.filter(({ hash }) => !stored.has(hash)).map((file) => [file.hash, file]));
  return [...byHash.values()];
}

/** What these files take in the storage: the same content counts once. */
export function bytesOf(files: readonly KeptFile[]): number {
  return missingFrom(new Set(), files).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Whether the two differ in a file; the time of the build alone is no difference. */
export function differ(one: FileList, other: FileList): boolean {
  const say = (list: FileList): string =>
    filesOf(list)
      .map(({ path, hash }) => `${path} ${hash}`)
      .toSorted()
      .join("\n");
  return say(one) !== say(other);
}

function readFiles(value: unknown, where: string): KeptFile[] {
  if (!Array.isArray(value)) throw new Error(`${where} is no list of files`);
  return value.map((entry: unknown) => {
    const { path, bytes, hash } = asObject(entry, `a file of ${where}`);
    if (typeof path !== "string" || !isPath(path)) throw new Error(`${where}: ${JSON.stringify(path)} is no address`);
    if (!Number.isSafeInteger(bytes) || (bytes as number) < 0) throw new Error(`${path} has no size`);
    if (typeof hash !== "string" || !/^[\w-]{43}$/.test(hash)) throw new Error(`${path} has no hash`);
    return { path, bytes: bytes as number, hash };
  });
}

/** Nothing that could leave the site, and only what a copy holds. */
function isPath(path: string): boolean {
  return (
    !/^[/\\]|[\\?#]|:\/\//.test(path) &&
    !path.split("/").some((part) => part === ".." || part === ".") &&
    typeOf(path) !== undefined
  );
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${what} is no object`);
  return value as Record<string, unknown>;
}
