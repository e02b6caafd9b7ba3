import { parseArn } from "../core/arn.ts";
import type { OperationContext } from "../core/service.ts";

export function queueUrlOf(arn: string, { endpoint }: OperationContext): string {
  const { account, resource } = parseArn(arn)!;
  return `${endpoint}/${account}/${resource}`;
}
