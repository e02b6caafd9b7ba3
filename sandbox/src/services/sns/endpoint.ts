import { parseArn } from "../../core/arn.ts";
import { NotEmulated } from "../../core/errors.ts";
import { invalidParameter } from "./errors.ts";
import type { Protocol } from "./subscription.ts";

const EMULATED = ["sqs", "lambda", "http", "https"];
/** AWS has them; nothing here may leave this machine. */
const BEYOND = ["email", "email-json", "sms", "application", "firehose"];
const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\]|.+\.(execute-api|lambda-url)\..+)$/;

export function checkProtocol(text: string): Protocol {
  if (EMULATED.includes(text)) return text as Protocol;
  if (BEYOND.includes(text)) throw new NotEmulated(protocolGap(text)!);
  throw invalidParameter(`Amazon SNS does not support this protocol string: ${text}`);
}

/** Reasons not to take a protocol, completing "The sandbox does not emulate ...". */
export function protocolGap(protocol: string): string | undefined {
  return BEYOND.includes(protocol)
    ? `SNS subscriptions with the protocol ${protocol} (nothing leaves this machine: subscribe a queue, a function or an HTTP endpoint on it)`
    : undefined;
}

export function checkEndpoint(protocol: Protocol, endpoint: string, isFifo: boolean): void {
  if (protocol === "http" || protocol === "https") {
    if (!endpoint.startsWith(`${protocol}://`) || !URL.canParse(endpoint))
      throw invalidParameter("Endpoint must match the specified protocol");
    const { hostname } = new URL(endpoint);
    if (!LOCAL.test(hostname))
      throw new NotEmulated(`SNS subscriptions to ${hostname} (only endpoints on this machine)`);
    return;
  }
  const arn = parseArn(endpoint);
  if (protocol === "sqs") {
    if (arn?.service !== "sqs" || !/^\d{12}$/.test(arn.account)) throw invalidParameter("SQS endpoint ARN");
    if (!isFifo && arn.resource.endsWith(".fifo"))
      throw invalidParameter(
        "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
      );
    return;
  }
  if (arn?.service !== "lambda" || !arn.resource.startsWith("function:")) throw invalidParameter("Lambda endpoint ARN");
  if (isFifo) throw invalidParameter("Invalid parameter: Endpoint Reason: Please use FIFO SQS queue");
}
