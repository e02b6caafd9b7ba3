/** What the sender claims, and the bytes as they came. */
export interface Delivery {
  id: string;
  /** Seconds since 1970, as text: it is signed as it stands. */
  timestamp: string;
  /** One signature or several, separated by a space: "v1,<Base64> v1,<Base64>". A sender who changes his secret signs with both. */
  signatures: string;
  body: Buffer;
}

// #region genuine
/** True if one of the keys made one of the signatures, over exactly this id, this time and these bytes, and the time is about now. */
export function isGenuine(_delivery: Delivery, _keys: Buffer[], _now: number): boolean {
  // TODO 1: the provider signs "<id>.<timestamp>.<body>" with HMAC-SHA256. The key: the bytes behind "whsec_", which are in Base64.
  // TODO 2: refuse what is more than five minutes old, or more than five minutes in the future.
  return true;
}
// #endregion
