import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The account of the recordings; the cases call as its administrator. */
export const RECORDED_ACCOUNT = "111111111111";

export interface RecordedError {
  code: string;
  message: string;
}

/** The two shapes in which a test of LocalStack keeps an error: the answer, and the text of boto3's exception. */
const EXCEPTION =
  /^An error occurred \((\S+)\) when calling the \w+ operation(?: \(reached max retries: \d+\))?: ([^]*)$/;

function* errorsIn(value: unknown): Generator<RecordedError> {
  if (typeof value === "string") {
    const [, code, message] = EXCEPTION.exec(value) ?? [];
    if (code !== undefined && message !== undefined) yield { code, message };
  } else if (typeof value === "object" && value !== null) {
    const { Error: answer } = value as { Error?: Record<string, unknown> };
    if (answer?.["Code"] !== undefined)
      yield { code: String(answer["Code"]), message: String(answer["Message"] ?? answer["message"] ?? "") };
    for (const member of Object.values(value)) yield* errorsIn(member);
  }
}

/** "Code: message", as the tables of cases name an error. */
export function describeError({ code, message }: RecordedError): string {
  return `${code}: ${message}`;
}

/** The distinct errors that AWS answered in the recordings of a service. */
export function readRecordedErrors(service: string): string[] {
  const folder = join(process.env["ORACLES"]!, "aws-recordings", service);
  const errors = new Set<string>();
  for (const name of readdirSync(folder)) {
    const tests = JSON.parse(readFileSync(join(folder, name), "utf8")) as Record<
      string,
      { "recorded-content": unknown }
    >;
    for (const test of Object.values(tests))
      for (const error of errorsIn(test["recorded-content"])) errors.add(describeError(error));
  }
  return [...errors];
}

export function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

const PLACEHOLDER = /<(?:[a-z]|ArnPart)[\w -]*(?::\d+)?>/;

/**
 * The pattern of a recorded error: its placeholders stand for one word each, a template for any text. The partition and the Region are
 * known.
 */
export function patternOf(recorded: string): RegExp {
  const known = recorded.replaceAll("<partition>", "aws").replaceAll("<region>", "us-east-1");
  const parts = known.split(new RegExp(`(${PLACEHOLDER.source})`));
  const source = parts.map((part) =>
    PLACEHOLDER.test(part) ? (part === "<template-body>" ? "[^]+" : String.raw`[^\s']+`) : escapeRegExp(part),
  );
  return new RegExp(`^${source.join("")}$`);
}
