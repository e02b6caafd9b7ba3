/** Bytes for readers: 34 kB, 6.4 MB. */
export function sizeText(bytes: number, tag: string): string {
  const [value, unit] = bytes < 1e5 ? [Math.ceil(bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(tag, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
