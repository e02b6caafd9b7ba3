import { lowerId } from "../../core/ids.ts";
import { badRequest } from "./errors.ts";
import type { Deployment, RestApi } from "./rest-api.ts";

/** Freezes the definition of now. */
export function deploy(api: RestApi, description: string | undefined, createdAt: number): Deployment {
  const methods = [...api.definition.resources.values()].flatMap(({ methods }) => [...methods.values()]);
  if (!methods.length) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some(({ methodIntegration }) => !methodIntegration))
    throw badRequest("No integration defined for method");
  const deployment = { id: lowerId(6), description, createdAt, definition: structuredClone(api.definition) };
  api.deployments.set(deployment.id, deployment);
  return deployment;
}
