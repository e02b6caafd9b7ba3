import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { repositoriesOf, repositoryArn } from "./repositories.ts";

/** ecr:<action> on a repository, evaluated beside the repository's own policy. */
export function onRepository(action: string, name: string, context: OperationContext): AccessRequest[] {
  const policy = repositoriesOf(context).get(name)?.policyText;
  return [
    {
      action: `ecr:${action}`,
      resource: repositoryArn(name, context),
      ...(policy === undefined ? {} : { resourcePolicy: policy }),
    },
  ];
}
