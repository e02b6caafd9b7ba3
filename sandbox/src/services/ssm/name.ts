import { formatArn, parseArn } from "../../core/arn.ts";
import { NotEmulated } from "../../core/errors.ts";
import * as errors from "./errors.ts";
import { HIERARCHY_LEVELS, NAME_LENGTH } from "./limits.ts";
import { currentVersion, type Parameter, type Version } from "./parameter.ts";

export function parameterArn(owner: { account: string; region: string }, name: string): string {
  return formatArn({ service: "ssm", ...pick(owner), resource: `parameter/${name.replace(/^\//, "")}` });
}

function pick({ account, region }: { account: string; region: string }) {
  return { account, region };
}

/** Refuses the names that AWS refuses when a parameter is made. */
export function checkName(name: string): void {
  const isPath = name.lastIndexOf("/") > 0;
  if (/^\/?(aws|ssm)/i.test(name)) {
    if (isPath && /^\/aws/i.test(name)) throw errors.reservedName(name);
    throw errors.validation(
      isPath
        ? 'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_'
        : 'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).',
    );
  }
  if (name.includes("/") && !name.startsWith("/"))
    throw errors.validation("Parameter name must be a fully qualified name.");
  if (!/^\/?[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(name) || name.length > NAME_LENGTH)
    throw errors.validation(
      'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  if (name.split("/").length - 1 > HIERARCHY_LEVELS) throw errors.hierarchyTooDeep(HIERARCHY_LEVELS);
}

interface Reference {
  /** Names it may mean: `parameter/x` in an ARN stands for both `/x` and `x`. */
  names: string[];
  /** A version number or a label. */
  selector: string | undefined;
}

/** Reads `name`, `name:3`, `name:label`, or the same behind an ARN. */
export function parseReference(text: string): Reference {
  const arn = parseArn(text);
  const [path = "", selector] = (arn ? arn.resource.replace(/^parameter/, "") : text).split(":");
  return { names: arn ? [path, path.slice(1)] : [path], selector };
}

/** AWS publishes parameters of its own (AMI ids, Regions, ...); here there are none, which must not look like a missing one. */
export function refusePublic(name: string, operation: string): void {
  if (/^(arn:aws:ssm:[^:]*::parameter)?\/aws\/service(\/|$)/.test(name))
    throw new NotEmulated(`ssm ${operation} of the public parameter ${name}`);
}

export function findParameter(store: Map<string, Parameter>, reference: Reference): Parameter | undefined {
  return reference.names.map((name) => store.get(name)).find((parameter) => parameter !== undefined);
}

/** The version that a reference selects; throws AWS's not-found errors. */
export function selectVersion(parameter: Parameter, selector: string | undefined): Version {
  if (selector === undefined) return currentVersion(parameter);
  const isNumber = /^\d+$/.test(selector);
  const version = parameter.versions.find((candidate) =>
    isNumber ? candidate.version === Number(selector) : candidate.labels.has(selector),
  );
  if (version) return version;
  throw isNumber ? errors.versionNotFound(parameter.name, selector) : errors.labelNotFound(parameter.name, selector);
}
