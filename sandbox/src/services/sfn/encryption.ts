import type { EncryptionConfiguration } from "@aws-sdk/client-sfn";
import { NotEmulated } from "../../core/errors.ts";

/** The key that AWS owns is the only one. */
export function checkEncryption(given: EncryptionConfiguration | undefined): void {
  if (given?.type === "CUSTOMER_MANAGED_KMS_KEY") throw new NotEmulated("customer keys of Step Functions");
}
