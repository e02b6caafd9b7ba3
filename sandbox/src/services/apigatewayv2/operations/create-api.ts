import type { CreateApiCommandInput, CreateApiCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { NotEmulated } from "../../../core/errors.ts";
import { lowerId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { apis, type Api } from "../api.ts";
import { checkCors } from "../cors.ts";
import { describeApi } from "../describe.ts";
import { checkExpressions } from "../expressions.ts";
import { quickCreate } from "../quick-create.ts";

export const createApi = operation<CreateApiCommandInput, CreateApiCommandOutput>({
  accepts: [
    "Name",
    "ProtocolType",
    "Description",
    "Version",
    "CorsConfiguration",
    "DisableExecuteApiEndpoint",
    "ApiKeySelectionExpression",
    "RouteSelectionExpression",
    "IpAddressType",
    "Target",
    "RouteKey",
    "CredentialsArn",
    "Tags",
  ],
  access: (_, context) => onPath("POST", "/apis", context),
  run(input, context) {
    if (input.ProtocolType !== "HTTP") throw new NotEmulated(`apigatewayv2 APIs of the protocol ${input.ProtocolType}`);
    checkExpressions(input);
    checkCors(input.CorsConfiguration);
    const api: Api = {
      id: lowerId(10),
      account: context.account,
      region: context.region,
      name: input.Name!,
      description: input.Description,
      version: input.Version,
      cors: input.CorsConfiguration,
      disableExecuteApiEndpoint: input.DisableExecuteApiEndpoint ?? false,
      tags: { ...input.Tags },
      createdAt: context.clock.now(),
      routes: new Map(),
      integrations: new Map(),
      authorizers: new Map(),
      stages: new Map(),
      deployments: new Map(),
    };
    quickCreate(api, input, context.clock.now());
    context.state(apis).set(api.id, api);
    return describeApi(api);
  },
});
