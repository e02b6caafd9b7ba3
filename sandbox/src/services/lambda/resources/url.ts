import type {
  Cors,
  CreateFunctionUrlConfigCommandInput,
  CreateFunctionUrlConfigCommandOutput,
  UpdateFunctionUrlConfigCommandInput,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";

/** AWS::Lambda::Url. Ref is the ARN of the function. */
export const url: ResourceProvider = {
  emulates: { TargetFunctionArn: true, Qualifier: true, AuthType: true, Cors: true, InvokeMode: true },

  async create(properties, context) {
    const { FunctionUrl, FunctionArn } = await context.call<
      CreateFunctionUrlConfigCommandInput,
      CreateFunctionUrlConfigCommandOutput
    >("lambda", "CreateFunctionUrlConfig", {
      ...targetOf(properties),
      AuthType: properties.AuthType,
      Cors: corsOf(properties.Cors),
      InvokeMode: properties.InvokeMode,
    });
    return { physicalId: FunctionArn!, attributes: { FunctionUrl, FunctionArn } };
  },

  async update(properties, old, context) {
    await context.call<UpdateFunctionUrlConfigCommandInput, unknown>("lambda", "UpdateFunctionUrlConfig", {
      ...targetOf(properties),
      AuthType: properties.AuthType,
      Cors: corsOf(properties.Cors) ?? {},
      InvokeMode: properties.InvokeMode ?? "BUFFERED",
    });
    return old.created;
  },

  async delete(_, context, properties) {
    try {
      await context.call("lambda", "DeleteFunctionUrlConfig", targetOf(properties));
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

function targetOf({ TargetFunctionArn, Qualifier }: Properties) {
  return { FunctionName: TargetFunctionArn as string, Qualifier: Qualifier as string | undefined };
}

/** Numbers and booleans may be text in a template. */
function corsOf(cors: Properties | undefined): Cors | undefined {
  if (!cors) return undefined;
  const { MaxAge, AllowCredentials, ...lists } = cors;
  return {
    ...lists,
    ...(MaxAge === undefined ? {} : { MaxAge: Number(MaxAge) }),
    ...(AllowCredentials === undefined ? {} : { AllowCredentials: String(AllowCredentials) === "true" }),
  };
}
