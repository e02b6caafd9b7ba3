/** Numbers as people type them. A number that cannot be read is asked for again, never marked wrong. */

function separatorsOf(tag: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(tag).formatToParts(1234567.8);
  const find = (type: string): string => parts.find((part) => part.type === type)!.value;
  return { decimal: find("decimal"), group: find("group") };
}

export function formatNumber(number: number, tag: string): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 12 }).format(number);
}

/**
 * `1,000.5` and `1.000,5` mean the same everywhere; a single separator is read as the language has it (`1.000` is one in English and a thousand in Vietnamese),
 * unless only one reading is possible (`0.2`, `1,50`). Full-width digits, spaces between groups and the words of the unit are understood. Undefined: not a number.
 */
export function parseNumber(text: string, tag: string, units: string[] = []): number | undefined {
  let rest = text.normalize("NFKC").replaceAll("。", ".").replaceAll("−", "-").trim().toLowerCase();
  for (const unit of units.map((unit) => unit.normalize("NFKC").trim().toLowerCase()).filter(Boolean)) {
    if (rest.endsWith(unit)) rest = rest.slice(0, -unit.length).trim();
    else if (rest.startsWith(unit)) rest = rest.slice(unit.length).trim();
  }
  const found = /^([+-]?)\s*(\d[\d.,]*|[.,]\d+)$/.exec(rest.replaceAll(/(?<=\d)[\s'’_](?=\d{3}(?!\d))/g, ""));
  if (!found) return undefined;
  const digits = toDecimalPoint(found[2]!, tag);
  const number = digits === undefined ? NaN : Number(`${found[1]}${digits}`);
  return Number.isFinite(number) ? number : undefined;
}

/** The digits with at most one point. Undefined: the separators make no sense together (`1,00,0`, `1.2.3,4`). */
function toDecimalPoint(digits: string, tag: string): string | undefined {
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  if (last < 0) return digits;
  const separator = digits[last]!;
  const other = separator === "." ? "," : ".";
  const isGrouped = (part: string, by: string): boolean => new RegExp(`^[1-9]\\d{0,2}(\\${by}\\d{3})+$`).test(part);

  if (digits.includes(other)) {
    const whole = digits.slice(0, last);
    return isGrouped(whole, other) ? `${whole.replaceAll(other, "")}.${digits.slice(last + 1)}` : undefined;
  }
  const isRepeated = digits.indexOf(separator) !== last;
  if (isGrouped(digits, separator) && (isRepeated || separator === separatorsOf(tag).group))
    return digits.replaceAll(separator, "");
  return isRepeated ? undefined : digits.replace(separator, ".");
}
