import { readFileSync } from "node:fs";
import type { CreateStackCommandInput, CreateStackCommandOutput } from "@aws-sdk/client-cloudformation";
import type { OperationContext } from "../../core/service.ts";
import { findStack } from "./stack/stacks.ts";

let template: string | undefined;

/** Makes the CDKToolkit stack of this account and Region, as `cdk bootstrap` without options does. */
export async function ensureBootstrap(context: OperationContext): Promise<void> {
  if (findStack("CDKToolkit", context)) return;
  template ??= readFileSync(new URL("generated/bootstrap-template.json", import.meta.url), "utf8");
  await context.call<CreateStackCommandInput, CreateStackCommandOutput>("cloudformation", "CreateStack", {
    StackName: "CDKToolkit",
    TemplateBody: template,
    Parameters: [{ ParameterKey: "FileAssetsBucketKmsKeyId", ParameterValue: "AWS_MANAGED_KEY" }],
    Capabilities: ["CAPABILITY_NAMED_IAM"],
  });
  const stack = findStack("CDKToolkit", context)!;
  if (stack.status === "CREATE_COMPLETE") return;
  const failure = stack.events.find((event) => event.status === "CREATE_FAILED");
  throw new Error(`the CDKToolkit stack is ${stack.status}: ${failure?.logicalId} ${failure?.reason}`);
}
