export const PARTITION = "aws";

export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** Splits an ARN into its six parts; `undefined` when the text is not an ARN. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...resource] = text.split(":");
  if (prefix !== "arn" || !partition || !service || region === undefined || account === undefined || !resource.length)
    return undefined;
  return { partition, service, region, account, resource: resource.join(":") };
}

/** Builds an ARN; leave `region` or `account` out for the services whose ARNs have none there (IAM, S3). */
export function formatArn(parts: { service: string; region?: string; account?: string; resource: string }): string {
  return `arn:${PARTITION}:${parts.service}:${parts.region ?? ""}:${parts.account ?? ""}:${parts.resource}`;
}
