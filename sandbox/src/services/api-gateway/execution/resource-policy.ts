import type { Exchange } from "./exchange.ts";

/** In the document, "execute-api:/stage/GET/path" is short for the ARN. */
export function policyOf({ definition, api }: Exchange): { resourcePolicy?: string } {
  if (definition.policy === undefined) return {};
  const prefix = `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/`;
  return { resourcePolicy: definition.policy.replaceAll('"execute-api:/', `"${prefix}`) };
}
