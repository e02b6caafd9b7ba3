import { templateError } from "../errors.ts";

/** The first `count` IPv4 blocks with `bits` host bits inside `block`. */
export function cidrBlocks(block: string, count: number, bits: number): string[] {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block);
  const size = 2 ** bits;
  if (!match || !(count > 0) || !(bits >= 1 && bits <= 32) || count * size > 2 ** (32 - Number(match[5])))
    throw templateError("Fn::Cidr must be a valid cidr range with enough room for the blocks asked for");
  const start = match.slice(1, 5).reduce((sum, part) => sum * 256 + Number(part), 0);
  return Array.from({ length: count }, (_, index) => {
    const address = start + index * size;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".")}/${32 - bits}`;
  });
}
