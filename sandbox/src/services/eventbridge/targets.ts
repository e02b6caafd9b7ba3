import type { Target } from "@aws-sdk/client-eventbridge";
import { parseArn } from "../../core/arn.ts";
import { Constraints } from "../../core/constraints.ts";
import { NotEmulated } from "../../core/errors.ts";
import { RETRY_POLICY } from "../../delivery/deliver.ts";
import { canSendTo } from "../../delivery/send-text.ts";
import { limitExceeded, validation } from "./errors.ts";
import { unknownPlaceholder } from "./input.ts";
import { MAX_INPUT_BYTES, MAX_INPUT_PATHS, MAX_NAME, MAX_TARGETS } from "./limits.ts";
import type { Rule } from "./rule.ts";

/** Members of a target that are emulated; the rest belong to services that are not there. */
const MEMBERS: readonly (keyof Target)[] = [
  "Arn",
  "DeadLetterConfig",
  "HttpParameters",
  "Id",
  "Input",
  "InputPath",
  "InputTransformer",
  "RetryPolicy",
  "RoleArn",
  "SqsParameters",
];

/** Services that EventBridge calls with a role only: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html (2026-11). */
const NEEDS_ROLE = new Set(["states"]);

export function isApiDestination(arn: string): boolean {
  return parseArn(arn)?.resource.startsWith("api-destination/") === true;
}

/** Adds targets to a rule or replaces those with the same id; AWS's words where one is not valid. */
export function putTargets(rule: Rule, targets: Target[]): void {
  for (const [index, target] of targets.entries()) checkTarget(target, `targets.${index + 1}.member`);
  const ids = new Set([...rule.targets.keys(), ...targets.map(({ Id }) => Id!)]);
  if (ids.size > MAX_TARGETS) throw limitExceeded();
  for (const target of targets) rule.targets.set(target.Id!, structuredClone(target));
}

function checkTarget(target: Target, member: string): void {
  const { MaximumEventAgeInSeconds: age, MaximumRetryAttempts: retries } = target.RetryPolicy ?? {};
  new Constraints()
    .matches(`${member}.id`, target.Id, String.raw`[\.\-_A-Za-z0-9]+`)
    .length(`${member}.id`, target.Id, { min: 1, max: MAX_NAME })
    .length(`${member}.input`, target.Input, { max: MAX_INPUT_BYTES })
    .range(`${member}.retryPolicy.maximumEventAgeInSeconds`, age, RETRY_POLICY.age)
    .range(`${member}.retryPolicy.maximumRetryAttempts`, retries, RETRY_POLICY.attempts)
    .check();
  const other = Object.keys(target).find(
    (name) => target[name as keyof Target] !== undefined && !MEMBERS.includes(name as keyof Target),
  );
  if (other) throw new NotEmulated(`eventbridge PutTargets Targets.${other}`);
  checkArn(target);
  checkInput(target);
}

function checkArn({ Id, Arn, RoleArn, SqsParameters, DeadLetterConfig, HttpParameters }: Target): void {
  const arn = parseArn(Arn!);
  if (!arn) throw validation(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  if (!canSendTo(arn.service)) throw new NotEmulated(`events targets of the service ${arn.service}`);
  const isApi = isApiDestination(Arn!);
  if (HttpParameters && !isApi) throw new NotEmulated("HttpParameters of targets other than API destinations");
  if ((isApi || NEEDS_ROLE.has(arn.service)) && RoleArn === undefined)
    throw validation(`RoleArn is required for target ${Arn}.`);
  if (arn.service === "sqs" && arn.resource.endsWith(".fifo") && !SqsParameters?.MessageGroupId)
    throw validation(`Parameter(s) SqsParameters must be specified for target: ${Id}.`);
  const queue = DeadLetterConfig?.Arn === undefined ? undefined : parseArn(DeadLetterConfig.Arn);
  if (DeadLetterConfig?.Arn !== undefined && queue?.service !== "sqs")
    throw validation(`Parameter ${DeadLetterConfig.Arn} is not valid. Reason: Provided Arn is not in correct format.`);
}

function checkInput({ Id, Input, InputPath, InputTransformer }: Target): void {
  if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1)
    throw validation(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  if (Input !== undefined && !isJson(Input)) throw validation(`JSON syntax error in input for target ${Id}: ${Input}.`);
  if (!InputTransformer) return;
  if (Object.keys(InputTransformer.InputPathsMap ?? {}).length > MAX_INPUT_PATHS) throw limitExceeded();
  const unknown = unknownPlaceholder(InputTransformer);
  if (unknown !== undefined)
    throw validation(`InputTemplate for target ${Id} contains invalid placeholder ${unknown}.`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
