import { NotEmulated } from "../../../core/errors.ts";
import { services } from "../../index.ts";
import type { States } from "../asl/definition.ts";
import { parseResource } from "../asl/states/resource.ts";
import { schemaError, textOf } from "../asl/validation/finding.ts";
import { invalidDefinition } from "../errors.ts";
import { clientIdOf, describeService } from "../../../aws-sdk-call/services.ts";
import { capitalized } from "../../../aws-sdk-call/shapes.ts";

/** Throws for aws-sdk tasks whose operation the service does not have (InvalidDefinition), or the sandbox does not (NotEmulated). */
export async function checkSdkOperations(machine: States, at = ""): Promise<void> {
  for (const [name, state] of Object.entries(machine.States)) {
    const place = `${at}/States/${name}`;
    const resource = state.Type === "Task" ? parseResource(state.Resource!) : undefined;
    if (resource?.kind === "service" && resource.isSdk)
      await checkOperation(
        resource.arn,
        clientIdOf(resource.service)!,
        capitalized(resource.action),
        `${place}/Resource`,
      );
    for (const [index, branch] of (state.Branches ?? []).entries())
      await checkSdkOperations(branch, `${place}/Branches[${index}]`);
    const processor = state.ItemProcessor ?? state.Iterator;
    if (processor) await checkSdkOperations(processor, `${place}/ItemProcessor`);
  }
}

async function checkOperation(arn: string, id: string, operation: string, place: string): Promise<void> {
  const { operations } = await describeService(id);
  if (!operations.has(operation))
    throw invalidDefinition(
      textOf([
        schemaError(
          `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
          place,
        ),
      ]),
    );
  const emulated = (await services[id]!.load()).operations[operation];
  if (!emulated || emulated.refused)
    throw new NotEmulated(`${id} ${operation}, which a state machine calls at ${place}`);
}
