import type { CreateRoleCommandInput, CreateRoleCommandOutput } from "@aws-sdk/client-iam";
import { formatArn } from "../../../core/arn.ts";
import { iamId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { readMaxSession } from "../max-session.ts";
import { onNew, requestTags } from "../access.ts";
import { type Role, accounts, nameKey } from "../accounts.ts";
import { attachablePolicy, checkTrustPolicy } from "../documents.ts";
import { addTags, checkRoleName, readPath } from "../names.ts";
import { createdRole } from "../shapes.ts";
import * as errors from "../errors.ts";
import { MIN_ROLE_SESSION_SECONDS } from "../limits.ts";

export const createRole = operation<CreateRoleCommandInput, CreateRoleCommandOutput>({
  accepts: [
    "Path",
    "RoleName",
    "AssumeRolePolicyDocument",
    "Description",
    "MaxSessionDuration",
    "PermissionsBoundary",
    "Tags",
  ],
  access: (input, context) =>
    onNew(context, "role", "CreateRole", input.Path, input.RoleName!, {
      ...requestTags(input.Tags),
      ...(input.PermissionsBoundary ? { "iam:PermissionsBoundary": input.PermissionsBoundary } : {}),
    }),
  run(input, context) {
    const { roles } = context.state(accounts);
    const name = input.RoleName!;
    checkRoleName(name);
    const path = readPath(input.Path);
    if (roles.has(nameKey(name))) throw errors.nameTaken("role", name);
    checkTrustPolicy(input.AssumeRolePolicyDocument!, context);
    const role: Role = {
      path,
      name,
      id: iamId("AROA"),
      arn: formatArn({ service: "iam", account: context.account, resource: `role${path}${name}` }),
      createDate: context.clock.date(),
      trustPolicy: input.AssumeRolePolicyDocument!,
      description: input.Description,
      maxSessionSeconds: readMaxSession(input.MaxSessionDuration) ?? MIN_ROLE_SESSION_SECONDS,
      boundary: input.PermissionsBoundary && attachablePolicy(context, input.PermissionsBoundary).arn,
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
      tags: new Map(),
    };
    addTags(role.tags, input.Tags);
    roles.set(nameKey(name), role);
    return { Role: createdRole(role) };
  },
});
