import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { crc32, inflateRawSync } from "node:zlib";
import { NotEmulated } from "../../core/errors.ts";
import { invalidParameter, notUnzippable } from "./errors.ts";
import { MAX_UNZIPPED_BYTES } from "./limits.ts";

/** APPNOTE 6.3.10, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT: 4.3.16, 4.3.12, 4.3.7. */
const END = { signature: 0x06054b50, size: 22 };
const CENTRAL = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };
const MAX_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const IS_SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;

interface ZipEntry {
  name: string;
  /** Unix permissions, 0 where the archive has none. */
  mode: number;
  data: Buffer;
}

/** The files of a zip archive, decompressed. Everything that is not a plain archive of files under its own root is refused. */
export function readZip(archive: Buffer): ZipEntry[] {
  try {
    return [...entries(archive)];
  } catch (error) {
    // Offsets that point outside, and data that does not inflate.
    if (error instanceof RangeError || (error as NodeJS.ErrnoException).code?.startsWith("Z_")) throw notUnzippable();
    throw error;
  }
}

function* entries(archive: Buffer): Generator<ZipEntry> {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff) throw new NotEmulated("lambda code packages in the zip64 format");
  let unzipped = 0;
  for (let i = 0; i < count; i++) {
    if (archive.readUInt32LE(at) !== CENTRAL.signature) throw notUnzippable();
    const method = archive.readUInt16LE(at + 10);
    const crc = archive.readUInt32LE(at + 16);
    const compressed = archive.readUInt32LE(at + 20);
    const size = archive.readUInt32LE(at + 24);
    const nameLength = archive.readUInt16LE(at + 28);
    const mode = archive.readUInt32LE(at + 38) >>> 16;
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString("utf8", at + CENTRAL.size, at + CENTRAL.size + nameLength);
    at += CENTRAL.size + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);

    unzipped += size;
    if (unzipped > MAX_UNZIPPED_BYTES)
      throw invalidParameter(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
    if ((mode & FILE_TYPE) === IS_SYMLINK) throw new NotEmulated("lambda code packages with symbolic links");
    if (name.split(/[/\\]/).includes("..") || /^[/\\]|^[a-zA-Z]:/.test(name) || name.includes("\0"))
      throw notUnzippable();
    if (name.endsWith("/")) continue;

    if (archive.readUInt32LE(local) !== LOCAL.signature) throw notUnzippable();
    const start = local + LOCAL.size + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const raw = archive.subarray(start, start + compressed);
    const data =
      method === STORED ? raw : method === DEFLATED ? inflateRawSync(raw, { maxOutputLength: size + 1 }) : undefined;
    if (data?.length !== size || crc32(data) !== crc) throw notUnzippable();
    yield { name, mode: mode & 0o777, data };
  }
}

function findEnd(archive: Buffer): number {
  const lowest = Math.max(0, archive.length - END.size - MAX_COMMENT);
  for (let at = archive.length - END.size; at >= lowest; at--)
    if (archive.readUInt32LE(at) === END.signature) return at;
  throw notUnzippable();
}

/** Writes the files below `folder`. */
export async function writeEntries(files: ZipEntry[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, mode, data } of files) {
    const path = join(folder, name);
    if (!path.startsWith(folder + sep)) throw notUnzippable();
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, data, mode ? { mode: mode | 0o400 } : {});
  }
}

/** An uncompressed archive of the given texts: for code that stands in a template. */
export function createZip(files: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = Buffer.from(name);
    const data = Buffer.from(text);
    const local = Buffer.alloc(LOCAL.size);
    local.writeUInt32LE(LOCAL.signature, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(data), 14);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(path.length, 26);
    const central = Buffer.alloc(CENTRAL.size);
    central.writeUInt32LE(CENTRAL.signature, 0);
    central.writeUInt16LE(0x0314, 4); // made on Unix
    central.writeUInt16LE(20, 6);
    central.writeUInt32LE(crc32(data), 16);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(data.length, 24);
    central.writeUInt16LE(path.length, 28);
    central.writeUInt32LE(0o100644 * 0x10000, 38);
    central.writeUInt32LE(offset, 42);
    locals.push(local, path, data);
    centrals.push(central, path);
    offset += LOCAL.size + path.length + data.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(END.size);
  end.writeUInt32LE(END.signature, 0);
  end.writeUInt16LE(centrals.length / 2, 8);
  end.writeUInt16LE(centrals.length / 2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
