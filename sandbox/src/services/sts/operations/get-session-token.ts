import type { GetSessionTokenCommandInput, GetSessionTokenCommandOutput } from "@aws-sdk/client-sts";
import { operation } from "../../../core/service.ts";
import * as errors from "../errors.ts";
import { DEFAULT_TOKEN_SECONDS, MAX_TOKEN_SECONDS, MIN_SESSION_SECONDS } from "../limits.ts";

/** Temporary credentials of the same user. AWS asks for no permission. */
export const getSessionToken = operation<GetSessionTokenCommandInput, GetSessionTokenCommandOutput>({
  accepts: ["DurationSeconds"],
  access: () => [],
  run({ DurationSeconds = DEFAULT_TOKEN_SECONDS }, { principal, credentials, clock }) {
    if (principal.type !== "user") throw errors.accessDenied("Cannot call GetSessionToken with session credentials");
    if (DurationSeconds < MIN_SESSION_SECONDS)
      throw errors.constraint(
        "durationSeconds",
        DurationSeconds,
        `have value greater than or equal to ${MIN_SESSION_SECONDS}`,
      );
    if (DurationSeconds > MAX_TOKEN_SECONDS)
      throw errors.constraint(
        "durationSeconds",
        DurationSeconds,
        `have value less than or equal to ${MAX_TOKEN_SECONDS}`,
      );
    const expiresAt = Math.floor(clock.now() / 1000 + DurationSeconds) * 1000;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials.issue(
      { ...principal, tokenIssuedAt: clock.now() },
      expiresAt,
    );
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: new Date(expiresAt),
      },
    };
  },
});
