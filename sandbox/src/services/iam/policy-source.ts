import type { Principal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import type { NamedPolicy } from "../../policy/evaluate.ts";
import { accountState, boundaryOf, identityOfUser, policiesOf } from "./accounts.ts";
import { groupNamed, roleNamed, userNamed } from "./entities.ts";
import * as errors from "./errors.ts";

/** A user, group or role whose policies are simulated or read for their context keys. */
export interface PolicySource {
  principal: Principal;
  policies: NamedPolicy[];
  boundary?: NamedPolicy;
}

export function policySource(context: OperationContext, arn: string): PolicySource {
  const { allState, account } = context;
  const [, type, name = ""] = new RegExp(`^arn:aws:iam::${account}:(user|group|role)/(?:.*/)?([^/]+)$`).exec(arn) ?? [];
  if (type === "user") {
    const user = userNamed(context, name);
    const principal: Principal = { type: "user", account, arn: user.arn, userId: user.id, name: user.name };
    return { principal, ...identityOfUser(allState, accountState(allState, account), user) };
  }
  if (type === "role") {
    const role = roleNamed(context, name);
    const principal: Principal = {
      type: "role-session",
      account,
      arn: role.arn,
      userId: role.id,
      roleArn: role.arn,
      sessionName: "",
      sessionPolicies: [],
      sessionTags: {},
    };
    return { principal, policies: policiesOf(allState, role), boundary: boundaryOf(allState, role) };
  }
  if (type === "group") {
    const group = groupNamed(context, name);
    // A group is no principal; AWS simulates some user in it.
    const principal: Principal = { type: "user", account, arn: group.arn, userId: group.id, name: group.name };
    return { principal, policies: policiesOf(allState, group) };
  }
  throw errors.invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
}

/** The caller of a simulation by CallerArn: a user. */
export function simulatedCaller(arn: string): Principal {
  const [, account, name] = /^arn:aws:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (!account || !name) throw errors.invalidInput(`Invalid Caller Arn: ${arn} is not a user.`);
  return { type: "user", account, arn, userId: "", name };
}
