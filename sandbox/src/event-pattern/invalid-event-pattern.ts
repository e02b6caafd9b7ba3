/** The pattern is none; the message completes EventBridge's "Event pattern is not valid. Reason: ". */
export class InvalidEventPattern extends Error {}
