import type { StateDefinition, States } from "./asl/definition.ts";
import type { JsonObject } from "../../core/json.ts";
import { parseResource } from "./asl/states/resource.ts";
import { OPTIMIZED } from "./tasks/optimized.ts";
import { clientIdOf } from "../../aws-sdk-call/services.ts";

/** What a valid definition asks for and the sandbox does not emulate, by state. */
export function gapsIn(machine: States): string[] {
  return Object.entries(machine.States).flatMap(([name, state]) => [
    ...gapsOf(state).map((gap) => `${gap} (state ${name})`),
    ...[...(state.Branches ?? []), ...[state.ItemProcessor ?? state.Iterator ?? []].flat()].flatMap(gapsIn),
  ]);
}

function gapsOf(state: StateDefinition): string[] {
  const gaps: string[] = [];
  if (state.Type === "Task") {
    const gap = integrationGap(state.Resource!);
    if (gap !== undefined) gaps.push(gap);
  }
  if (state.Type === "Map") gaps.push(...mapGaps(state));
  return gaps;
}

/** Completes "The sandbox does not emulate ..." for the resource of a task; undefined where it is emulated, or none. */
export function integrationGap(arn: string): string | undefined {
  const resource = parseResource(arn);
  if (resource?.kind !== "service") return undefined;
  const { isSdk, service, action, pattern } = resource;
  if (isSdk && pattern.startsWith("sync")) return "the pattern .sync of aws-sdk integrations";
  const known = isSdk ? clientIdOf(service) !== undefined : OPTIMIZED[service] && isReachable(service);
  return known ? undefined : `the Step Functions integration ${isSdk ? "aws-sdk:" : ""}${service}:${action}`;
}

const INPUT_TYPES = new Set<unknown>([undefined, "JSON", "JSONL", "CSV"]);

function mapGaps({ ItemReader, ResultWriter }: StateDefinition): string[] {
  const { InputType, Transformation } = (ItemReader?.["ReaderConfig"] ?? {}) as JsonObject;
  const gaps: string[] = [];
  if (!INPUT_TYPES.has(InputType)) gaps.push(`the InputType ${String(InputType)} of ItemReader`);
  if (Transformation !== undefined && Transformation !== "NONE")
    gaps.push(`the Transformation ${String(Transformation)} of ItemReader`);
  if (ResultWriter?.["WriterConfig"] !== undefined) gaps.push("the field WriterConfig of ResultWriter");
  return gaps;
}

/** The service behind an optimized integration is there. */
function isReachable(service: string): boolean {
  return clientIdOf(OPTIMIZED[service]!.client.replaceAll("-", "")) !== undefined;
}
