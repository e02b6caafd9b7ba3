// The two CRCs of S3 that Node does not have. Both are reflected, start with all ones and end inverted.

const CRC32C_POLYNOMIAL = 0x82f63b78;
// CRC-64/NVME, reflected 0x9a6c9329ac4bc9b5, as two 32-bit halves: JavaScript's bit operators know no 64.
const CRC64_HIGH = 0x9a6c9329;
const CRC64_LOW = 0xac4bc9b5;

let crc32cTable: Uint32Array | undefined;
let crc64Tables: { high: Uint32Array; low: Uint32Array } | undefined;

export function crc32c(body: Uint8Array): number {
  const table = (crc32cTable ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ CRC32C_POLYNOMIAL : crc >>> 1;
    return crc;
  }));
  let crc = 0xffffffff;
  for (let index = 0; index < body.length; index++) crc = (crc >>> 8) ^ table[(crc ^ body[index]!) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}

export function crc64nvme(body: Uint8Array): Buffer {
  const { high, low } = (crc64Tables ??= createCrc64Tables());
  let hi = 0xffffffff;
  let lo = 0xffffffff;
  for (let index = 0; index < body.length; index++) {
    const entry = (lo ^ body[index]!) & 0xff;
    lo = ((lo >>> 8) | (hi << 24)) ^ low[entry]!;
    hi = (hi >>> 8) ^ high[entry]!;
  }
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(~hi >>> 0, 0);
  bytes.writeUInt32BE(~lo >>> 0, 4);
  return bytes;
}

function createCrc64Tables() {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let hi = 0;
    let lo = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = lo & 1;
      lo = (lo >>> 1) | (hi << 31);
      hi >>>= 1;
      if (isOdd) {
        hi ^= CRC64_HIGH;
        lo ^= CRC64_LOW;
      }
    }
    high[byte] = hi;
    low[byte] = lo;
  }
  return { high, low };
}
