import type * as sdk from "@aws-sdk/client-api-gateway";
import type { CreateAuthorizerCommandInput, CreateAuthorizerCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { lowerId } from "../../../core/ids.ts";
import { onPath } from "../access.ts";
import { checkAuthorizer } from "../authorizer.ts";
import { badRequest, conflict } from "../errors.ts";
import { MAX_AUTHORIZERS } from "../limits.ts";
import { restApis } from "../rest-api.ts";

export const createAuthorizer = operation<CreateAuthorizerCommandInput, CreateAuthorizerCommandOutput>({
  accepts: [
    "restApiId",
    "name",
    "type",
    "authType",
    "authorizerUri",
    "authorizerCredentials",
    "identitySource",
    "identityValidationExpression",
    "authorizerResultTtlInSeconds",
    "providerARNs",
  ],
  access: (input, context) => onPath("POST", `/restapis/${input.restApiId}/authorizers`, context),
  run(input, context) {
    const api = context.state(restApis).get(input.restApiId!);
    // Recorded: an unknown API is told like this.
    if (!api) throw conflict("Unable to complete operation due to concurrent modification. Please try again later.");
    const authorizer: sdk.Authorizer = {
      id: lowerId(6),
      name: input.name,
      type: input.type,
      authType: input.authType ?? (input.type === "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom"),
      providerARNs: input.providerARNs?.length ? input.providerARNs : undefined,
      authorizerUri: input.authorizerUri,
      authorizerCredentials: input.authorizerCredentials,
      identitySource: input.identitySource,
      identityValidationExpression: input.identityValidationExpression,
      authorizerResultTtlInSeconds: input.authorizerResultTtlInSeconds,
    };
    checkAuthorizer(authorizer);
    const { authorizers } = api.definition;
    if ([...authorizers.values()].some(({ name }) => name === input.name))
      throw badRequest(`Authorizer name must be unique. Authorizer ${input.name} already exists in this RestApi.`);
    if (authorizers.size >= MAX_AUTHORIZERS)
      throw badRequest("Maximum number of authorizers for this API has been reached");
    authorizers.set(authorizer.id!, authorizer);
    return authorizer;
  },
});
