import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";

// #region secrets
/** A new secret counts after this time at the latest; until then a warm function asks Parameter Store for nothing. */
const KEEP_MS = 60_000;

const ssm = new SSMClient();
let kept: { keys: Buffer[]; until: number } | undefined;

/** The keys that count at the moment, two while the sender changes from one to the other. Read at run time, so that they stand in no template and in no setting of the function. */
export async function signingKeys(): Promise<Buffer[]> {
  if (!kept || kept.until < Date.now()) {
    const command = new GetParameterCommand({ Name: process.env["SECRETS_PARAMETER"], WithDecryption: true });
    const { Parameter } = await ssm.send(command);
    const secrets = Parameter?.Value?.match(/\S+/g) ?? [];
    kept = { keys: secrets.map(keyOf), until: Date.now() + KEEP_MS };
  }
  return kept.keys;
}

/** "whsec_" only says what it is; the key is the bytes behind it. */
function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ""), "base64");
}
// #endregion
