import type { StateDefinition } from "../definition.ts";
import type { MapRun } from "../host.ts";
import type { Json, JsonObject } from "../../../../core/json.ts";
import type { Scope } from "../scope.ts";
import { argumentsOf, callS3 } from "./item-reader.ts";

/** Puts what the executions of a Map Run gave into S3, by status, with a manifest: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html (2026-11) */
export async function writeResults(state: StateDefinition, input: Json, run: MapRun, scope: Scope): Promise<Json> {
  const { Bucket, Prefix } = await argumentsOf(state.ResultWriter!, "ResultWriter", state, input, scope);
  const folder = `${Prefix === undefined ? "" : `${String(Prefix).replace(/\/$/, "")}/`}${run.arn.split(":").pop()}`;
  const put = (Key: string, value: Json) =>
    callS3("putObject", { Bucket: Bucket!, Key, Body: JSON.stringify(value) }, scope);

  const files: JsonObject = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  for (const status of ["SUCCEEDED", "FAILED"] as const) {
    const records = run.records().filter((record) => (record["Status"] === "SUCCEEDED") === (status === "SUCCEEDED"));
    if (records.length === 0) continue;
    const Key = `${folder}/${status}_0.json`;
    await put(Key, records);
    files[status] = [{ Key, Size: new TextEncoder().encode(JSON.stringify(records)).length }];
  }
  const manifest = `${folder}/manifest.json`;
  await put(manifest, { DestinationBucket: Bucket!, MapRunArn: run.arn, ResultFiles: files });
  return { MapRunArn: run.arn, ResultWriterDetails: { Bucket: Bucket!, Key: manifest } };
}
