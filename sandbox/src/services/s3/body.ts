const EMPTY = Buffer.alloc(0);

/** The gateway hands over bytes that live as long as the request's buffer: keep them as they are, without a copy. */
export function toBuffer(body: Uint8Array | undefined): Buffer {
  if (!body) return EMPTY;
  return Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

/** The SDK types a body as a stream; here it is always whole. */
export type WithBody<Shape> = Omit<Shape, "Body"> & { Body?: Uint8Array | undefined };
