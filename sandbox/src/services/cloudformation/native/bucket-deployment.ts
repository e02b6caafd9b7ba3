import { randomUUID } from "node:crypto";
import type {
  DeleteObjectsCommandInput,
  GetBucketTaggingCommandInput,
  GetBucketTaggingCommandOutput,
  GetObjectCommandInput,
  HeadObjectCommandInput,
  HeadObjectCommandOutput,
  ListObjectsV2CommandInput,
  ListObjectsV2CommandOutput,
  PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import type { Properties } from "../../../core/resource.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { NativeHandler } from "./native-handlers.ts";
import { contentTypeOf } from "./content-types.ts";
import { replaceMarkers } from "./markers.ts";
import { unzip } from "./unzip.ts";

/** What CDK's handler of Custom::CDKBucketDeployment (aws-cdk-lib 2.276, bucket-deployment-handler/index.py) does, in its order. */
export const deployToBucket: NativeHandler = async (event, context) => {
  const properties = event.ResourceProperties;
  const destination = destinationOf(properties);
  const isRetained = flag(properties.RetainOnDelete, true);
  const before = event.OldResourceProperties && destinationOf(event.OldResourceProperties);
  const hasMoved = before && (before.bucket !== destination.bucket || before.prefix !== destination.prefix);

  if (event.RequestType === "Delete") {
    if (!isRetained && !(await isOwned(destination, context))) await removeAll(destination, context);
  } else {
    if (hasMoved && !isRetained) await removeAll(before, context);
    await deploy(properties, destination, context);
  }
  return {
    PhysicalResourceId: event.PhysicalResourceId ?? `aws.cdk.s3deployment.${randomUUID()}`,
    Data: {
      ...(properties.DestinationBucketArn === undefined
        ? {}
        : { DestinationBucketArn: properties.DestinationBucketArn }),
      SourceObjectKeys: flag(properties.OutputObjectKeys, true) ? properties.SourceObjectKeys : [],
      ...(flag(properties.OutputObjectVersionIds, false) && {
        SourceObjectVersionIds:
          event.RequestType === "Delete" ? [] : await versionIds(properties.SourceObjectKeys, destination, context),
      }),
    },
  };
};

interface Destination {
  bucket: string;
  /** Empty, or with a slash at its end. */
  prefix: string;
  /** As the properties name it. */
  named: string;
}

function destinationOf({ DestinationBucketName, DestinationBucketKeyPrefix = "" }: Properties): Destination {
  const named = DestinationBucketKeyPrefix === "/" ? "" : String(DestinationBucketKeyPrefix);
  return { bucket: DestinationBucketName, prefix: named && named.replace(/\/?$/, "/"), named };
}

function flag(value: unknown, byDefault: boolean): boolean {
  return String(value ?? byDefault).toLowerCase() === "true";
}

async function deploy(properties: Properties, destination: Destination, context: OperationContext): Promise<void> {
  const files = await sourceFiles(properties, context);
  const isChosen = filter(properties.Exclude ?? [], properties.Include ?? []);
  const existing = flag(properties.Prune, true) ? await keysOf(destination, context) : [];
  const settings = objectSettings(properties);
  for (const [name, Body] of files)
    if (isChosen(name)) {
      const ContentType = settings.ContentType ?? contentTypeOf(name);
      await context.call<Omit<PutObjectCommandInput, "Body"> & { Body: Uint8Array }, unknown>("s3", "PutObject", {
        Bucket: destination.bucket,
        Key: destination.prefix + name,
        Body,
        ...settings,
        ...(ContentType === undefined ? {} : { ContentType }),
      });
    }
  const gone = existing.filter((key) => {
    const name = key.slice(destination.prefix.length);
    return !files.has(name) && isChosen(name);
  });
  await remove(destination.bucket, gone, context);
}

async function sourceFiles(properties: Properties, context: OperationContext): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const keys = properties.SourceObjectKeys as string[];
  for (const [index, Key] of keys.entries()) {
    const archive = await read(properties.SourceBucketNames[index], Key, context);
    if (!flag(properties.Extract, true)) {
      files.set(Key.split("/").at(-1)!, archive);
      continue;
    }
    const markers = properties.SourceMarkers?.[index] ?? {};
    const config = properties.SourceMarkersConfig?.[index] ?? {};
    for (const [name, file] of unzip(archive)) files.set(name, replaceMarkers(file, markers, config));
  }
  return files;
}

async function read(Bucket: string, Key: string, context: OperationContext): Promise<Buffer> {
  const { Body } = await context.call<GetObjectCommandInput, { Body?: Uint8Array }>("s3", "GetObject", { Bucket, Key });
  return Buffer.from(Body ?? []);
}

/** SystemMetadata holds options of `aws s3 sync`. */
const OPTIONS: Record<string, keyof PutObjectCommandInput> = {
  acl: "ACL",
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-language": "ContentLanguage",
  "content-type": "ContentType",
  expires: "Expires",
  sse: "ServerSideEncryption",
  "sse-kms-key-id": "SSEKMSKeyId",
  "storage-class": "StorageClass",
  "website-redirect": "WebsiteRedirectLocation",
};

function objectSettings({
  UserMetadata = {},
  SystemMetadata = {},
}: Properties): Omit<Partial<PutObjectCommandInput>, "Body"> {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(SystemMetadata)) {
    const member = OPTIONS[name.toLowerCase()];
    if (!member) throw new Error(`Unknown options: --${name}`);
    settings[member] = member === "Expires" ? new Date(String(value)) : value;
  }
  const metadata = Object.entries(UserMetadata).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { ...settings, ...(metadata.length ? { Metadata: Object.fromEntries(metadata) } : {}) };
}

/** Patterns of the AWS CLI: everything is chosen, then excluded, then included again; the last that matches decides. */
function filter(exclude: string[], include: string[]): (name: string) => boolean {
  const excluded = exclude.map(glob);
  const included = include.map(glob);
  return (name) => !excluded.some((pattern) => pattern.test(name)) || included.some((pattern) => pattern.test(name));
}

function glob(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".")
    .replaceAll("[!", "[^");
  return new RegExp(`^${source}$`, "s");
}

async function keysOf({ bucket, prefix }: Destination, context: OperationContext): Promise<string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page: ListObjectsV2CommandOutput = await context.call<ListObjectsV2CommandInput, ListObjectsV2CommandOutput>(
      "s3",
      "ListObjectsV2",
      { Bucket: bucket, Prefix: prefix, ...(token === undefined ? {} : { ContinuationToken: token }) },
    );
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key!));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
}

const DELETED_AT_ONCE = 1000;

async function remove(Bucket: string, keys: string[], context: OperationContext): Promise<void> {
  for (let at = 0; at < keys.length; at += DELETED_AT_ONCE)
    await context.call<DeleteObjectsCommandInput, unknown>("s3", "DeleteObjects", {
      Bucket,
      Delete: { Objects: keys.slice(at, at + DELETED_AT_ONCE).map((Key) => ({ Key })) },
    });
}

async function removeAll(destination: Destination, context: OperationContext): Promise<void> {
  await remove(destination.bucket, await keysOf(destination, context), context);
}

/** Another deployment still owns what lies there: CDK marks its buckets with a tag for each. */
async function isOwned({ bucket, named }: Destination, context: OperationContext): Promise<boolean> {
  const tag = named ? `aws-cdk:cr-owned:${named}` : "aws-cdk:cr-owned";
  try {
    const { TagSet } = await context.call<GetBucketTaggingCommandInput, GetBucketTaggingCommandOutput>(
      "s3",
      "GetBucketTagging",
      { Bucket: bucket },
    );
    return TagSet!.some(({ Key }) => Key!.startsWith(tag));
  } catch {
    // The handler only logs it: without tags nobody owns the bucket.
    return false;
  }
}

async function versionIds(
  sourceKeys: string[],
  { bucket, prefix }: Destination,
  context: OperationContext,
): Promise<string[]> {
  return Promise.all(
    sourceKeys.map(async (key) => {
      const { VersionId } = await context.call<HeadObjectCommandInput, HeadObjectCommandOutput>("s3", "HeadObject", {
        Bucket: bucket,
        Key: prefix + key.split("/").at(-1)!,
      });
      return VersionId ?? "";
    }),
  );
}
