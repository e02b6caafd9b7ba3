import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { HttpRequest, HttpResponse } from "../../core/http.ts";
import type { DataPlaneContext, OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import type { CodePackage } from "./function.ts";

/** "Code: link to download the package, valid for 10 minutes": https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html (2026-11) */
const VALID_SECONDS = 600;

const secret = defineStore("global", () => randomBytes(32));

/** Where the links point: what looks like a presigned URL of a bucket of AWS's is served by the sandbox itself. */
const CODE_PATH = /^\/awslambda-[a-z0-9-]+-(?:tasks|layers)\/snapshots\/([0-9a-f]{64})$/;

/** A link to an archive, as GetFunction and GetLayerVersion give it. */
export function codeLocation(kind: "tasks" | "layers", code: CodePackage, context: OperationContext): string {
  const path = `/awslambda-${context.region}-${kind}/snapshots/${basename(code.folder)}`;
  const expires = Math.floor(context.clock.now() / 1000) + VALID_SECONDS;
  const signature = sign(`${path} ${expires}`, context.state(secret));
  return `${context.endpoint}${path}?Expires=${expires}&Signature=${signature}`;
}

export async function serveCode(request: HttpRequest, context: DataPlaneContext): Promise<HttpResponse | undefined> {
  const hash = CODE_PATH.exec(request.path)?.[1];
  if (!hash) return undefined;
  const { state, tempDir } = context.in("000000000000", "us-east-1", {
    type: "anonymous",
    account: "anonymous",
    arn: "anonymous",
  });
  const expires = Number(request.query.get("Expires"));
  const given = Buffer.from(request.query.get("Signature") ?? "");
  const wanted = Buffer.from(sign(`${request.path} ${expires}`, state(secret)));
  const isSigned = given.length === wanted.length && timingSafeEqual(given, wanted);
  if (!isSigned || expires * 1000 < context.clock.now())
    return denied(isSigned ? "Request has expired" : "Access Denied");
  const archive = await readFile(archiveOf(tempDir, hash)).catch(() => undefined);
  if (!archive) return denied("Access Denied");
  return { status: 200, headers: { "content-type": "application/zip" }, body: archive };
}

/** The archive as it was uploaded, beside the folder of its files. */
export function archiveOf(tempDir: string, hash: string): string {
  return join(tempDir, "lambda", "code", `${hash}.zip`);
}

function sign(text: string, key: Buffer): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

function denied(message: string): HttpResponse {
  return {
    status: 403,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`,
  };
}
