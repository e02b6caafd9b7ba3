import type { GetParameterCommandInput, GetParameterCommandOutput } from "@aws-sdk/client-ssm";
import { NotEmulated } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { isMap } from "./template.ts";

const REFERENCE = /\{\{resolve:([a-z-]+):([^{}]*)\}\}/g;

const SECURE = "ssm-secure";

/**
 * Paths of {{resolve:ssm-secure:...}} below `value`. AWS takes them in a few properties only, of which the sandbox has none:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html (November 2026)
 */
export function secureReferences(value: unknown, path: string): string[] {
  if (typeof value === "string") return value.includes(`{{resolve:${SECURE}:`) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((each) => secureReferences(each, path));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => secureReferences(each, `${path}/${key}`));
}

/** Services of the dynamic references ({{resolve:service:...}}) below `value` that are not emulated. */
export function dynamicReferenceGaps(value: unknown): string[] {
  const text = JSON.stringify(value) ?? "";
  return [...text.matchAll(REFERENCE)]
    .filter((match) => match[1] !== "ssm" && match[1] !== SECURE)
    .map((match) => `the dynamic reference ${match[0]}`);
}

/** The value with every {{resolve:ssm:name}} or {{resolve:ssm:name:version}} replaced by what Parameter Store has. */
export async function resolveDynamicReferences(value: unknown, context: OperationContext): Promise<unknown> {
  if (typeof value === "string") return value.includes("{{resolve:") ? resolveText(value, context) : value;
  if (Array.isArray(value)) return Promise.all(value.map((each) => resolveDynamicReferences(each, context)));
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(
    async ([key, each]) => [key, await resolveDynamicReferences(each, context)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function resolveText(text: string, context: OperationContext): Promise<string> {
  let resolved = text;
  for (const [reference, service, name] of text.matchAll(REFERENCE)) {
    if (service !== "ssm") throw new NotEmulated(`the dynamic reference ${reference}`);
    const { Parameter } = await context.call<GetParameterCommandInput, GetParameterCommandOutput>(
      "ssm",
      "GetParameter",
      {
        Name: name,
      },
    );
    resolved = resolved.replace(reference, () => Parameter!.Value!);
  }
  return resolved;
}
