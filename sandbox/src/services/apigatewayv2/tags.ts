import type { OperationContext } from "../../core/service.ts";
import { getApi, getStage } from "./api.ts";
import { badRequest } from "./errors.ts";

/** The tags behind an ARN: of an API (.../apis/<id>) or of one of its stages (.../apis/<id>/stages/<name>). */
export function tagsOf(arn: string, context: OperationContext): Record<string, string> {
  const [, id, stage] = /^arn:aws:apigateway:[a-z0-9-]+::\/apis\/([a-z0-9]+)(?:\/stages\/([^/]+))?$/.exec(arn) ?? [];
  if (id === undefined) throw badRequest("Invalid resource ARN");
  const api = getApi(id, context);
  return stage === undefined ? api.tags : getStage(api, stage).tags;
}
