import { createHmac, timingSafeEqual } from "node:crypto";

/** What the sender claims, and the bytes as they came. */
export interface Delivery {
  id: string;
  /** Seconds since 1970, as text: it is signed as it stands. */
  timestamp: string;
  /** One signature or several, separated by a space: "v1,<Base64> v1,<Base64>". A sender who changes his secret signs with both. */
  signatures: string;
  body: Buffer;
}

// #region window
/** How far the clocks of sender and receiver may differ, and how long a recorded delivery may be played back. */
const TOLERANCE_SECONDS = 5 * 60;

function isFresh(timestamp: string, now: number): boolean {
  // Both sides: a time in the future would stay valid for as long as the forger likes. NaN fails the comparison, too.
  return Math.abs(now - Number(timestamp)) <= TOLERANCE_SECONDS;
}
// #endregion

// #region genuine
/** True if one of the keys made one of the signatures, over exactly this id, this time and these bytes, and the time is about now. */
export function isGenuine({ id, timestamp, signatures, body }: Delivery, keys: Buffer[], now: number): boolean {
  if (id === "" || timestamp === "" || !isFresh(timestamp, now)) return false;
  const given = signatures.split(" ").filter((signature) => signature.startsWith("v1,"));
  return keys.some((key) => {
    const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
    return given.some((signature) => isEqual(Buffer.from(signature.slice(3), "base64"), expected));
  });
}

/** `===` stops at the first difference, and its duration tells how far a guess was right. */
function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected); // throws for different lengths
}
// #endregion
