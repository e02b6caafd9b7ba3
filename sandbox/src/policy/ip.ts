/** An address as a number, with its family. */
export interface Address {
  bits: 32 | 128;
  value: bigint;
}

/** Reads an IPv4 or IPv6 address. IPv4 within IPv6 (::ffff:1.2.3.4) counts as IPv4. */
export function parseIp(text: string): Address | undefined {
  if (/^\d+(\.\d+){3}$/.test(text)) {
    const bytes = text.split(".").map(Number);
    if (bytes.some((byte) => byte > 255)) return undefined;
    return { bits: 32, value: bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) };
  }
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text);
  if (mapped) return parseIp(mapped[1]!);
  return parseIpv6(text);
}

function parseIpv6(text: string): Address | undefined {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length || !/^[0-9a-f:]+$/i.test(text)) return undefined;
  const first = head === "" ? [] : head.split(":");
  const last = tail ? tail.split(":") : [];
  const missing = 8 - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...first, ...Array<string>(tail === undefined ? 0 : missing).fill("0"), ...last];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n) };
}

/** Reads `203.0.113.0/24` or a single address; the result tells whether an address is in the range. */
export function parseCidr(text: string): ((address: Address) => boolean) | undefined {
  const [base = "", length] = text.split("/");
  const network = parseIp(base);
  if (!network) return undefined;
  const prefix = length === undefined ? network.bits : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > network.bits) return undefined;
  const shift = BigInt(network.bits - prefix);
  return (address) => address.bits === network.bits && address.value >> shift === network.value >> shift;
}
