import { numberNotNumeric, numberOverflow, numberTooPrecise, numberUnderflow } from "./errors.ts";
import { NUMBER_DIGITS, NUMBER_MAX_EXPONENT, NUMBER_MIN_EXPONENT } from "./limits.ts";

/**
 * DynamoDB numbers: 38 significant decimal digits, magnitude 1E-130 to 9.99...E+125. They travel as text and are never turned into
 * floats, except short integers, for which a float is exact.
 */

/** ±0.<digits> × 10^point; digits without zeros at either end, "" for zero. */
interface Decimal {
  negative: boolean;
  digits: string;
  point: number;
}

const SYNTAX = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Already canonical and exact as a float: what nearly every number is. */
const SHORT_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/;

function parse(text: string): Decimal {
  const match = SYNTAX.exec(text);
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (!match || whole.length + fraction.length === 0) throw numberNotNumeric(text);
  const all = whole + fraction;
  let start = 0;
  while (start < all.length && all[start] === "0") start++;
  let end = all.length;
  while (end > start && all[end - 1] === "0") end--;
  if (start === end) return { negative: false, digits: "", point: 0 };
  return {
    negative: match[1] === "-",
    digits: all.slice(start, end),
    point: whole.length - start + Number(match[4] ?? 0),
  };
}

function checkRange(decimal: Decimal): void {
  if (!decimal.digits) return;
  const exponent = decimal.point - 1;
  if (exponent > NUMBER_MAX_EXPONENT) throw numberOverflow();
  if (exponent < NUMBER_MIN_EXPONENT) throw numberUnderflow();
  if (decimal.digits.length > NUMBER_DIGITS) throw numberTooPrecise();
}

function format({ negative, digits, point }: Decimal): string {
  if (!digits) return "0";
  const sign = negative ? "-" : "";
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + "0".repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The form AWS stores and returns: plain decimal, no exponent, no superfluous zeros. Throws AWS's errors for what is not a storable number. */
export function canonicalNumber(text: string): string {
  if (SHORT_INTEGER.test(text)) return text;
  const decimal = parse(text);
  checkRange(decimal);
  return format(decimal);
}

/** How many significant digits a canonical number has; it decides the size of an item. */
export function significantDigits(canonical: string): number {
  return parse(canonical).digits.length;
}

export function compareNumbers(left: string, right: string): number {
  if (SHORT_INTEGER.test(left) && SHORT_INTEGER.test(right)) return Number(left) - Number(right);
  const a = sortableNumber(left);
  const b = sortableNumber(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The sum of two canonical numbers, or their difference. */
export function addNumbers(left: string, operator: "+" | "-", right: string): string {
  if (SHORT_INTEGER.test(left) && SHORT_INTEGER.test(right)) {
    const sum = operator === "+" ? Number(left) + Number(right) : Number(left) - Number(right);
    // -0 and sums of more than 15 digits are still exact below 2^53, and String() prints them plainly.
    return String(sum === 0 ? 0 : sum);
  }
  const a = parse(left);
  const b = parse(right);
  if (operator === "-") b.negative = !b.negative;
  // Both as integers counted in units of the smaller last digit.
  const scale = Math.max(a.digits.length - a.point, b.digits.length - b.point);
  const total = toInteger(a, scale) + toInteger(b, scale);
  const digits = String(total < 0n ? -total : total);
  return canonicalNumber(`${total < 0n ? "-" : ""}${digits}E${-scale}`);
}

function toInteger({ negative, digits, point }: Decimal, scale: number): bigint {
  if (!digits) return 0n;
  const value = BigInt(digits + "0".repeat(point - digits.length + scale));
  return negative ? -value : value;
}

/** Text that sorts (by `<`) as the number does: sign, then exponent, then digits; both reversed below zero. */
export function sortableNumber(canonical: string): string {
  const { negative, digits, point } = parse(canonical);
  if (!digits) return "1";
  if (!negative) return `2${String.fromCharCode(512 + point)}${digits}`;
  let complement = "";
  for (const digit of digits) complement += String(9 - Number(digit));
  // The mark at the end puts -1.5 below -1: the longer of two equal beginnings is the smaller number.
  return `0${String.fromCharCode(512 - point)}${complement}~`;
}
