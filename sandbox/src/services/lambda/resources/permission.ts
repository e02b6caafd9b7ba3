import type { AddPermissionCommandInput, RemovePermissionCommandInput } from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import type { ResourceProvider } from "../../../core/resource.ts";

/** AWS::Lambda::Permission: one statement of a function's resource policy; every change replaces it. */
export const permission: ResourceProvider = {
  emulates: {
    FunctionName: true,
    Action: true,
    Principal: true,
    SourceArn: true,
    SourceAccount: true,
    EventSourceToken: true,
    PrincipalOrgID: true,
    FunctionUrlAuthType: true,
    InvokedViaFunctionUrl: true,
  },

  async create(properties, context) {
    const id = context.generateName({ maxLength: 100 });
    await context.call<AddPermissionCommandInput, unknown>("lambda", "AddPermission", {
      FunctionName: properties.FunctionName,
      StatementId: id,
      Action: properties.Action,
      Principal: properties.Principal,
      SourceArn: properties.SourceArn,
      SourceAccount: properties.SourceAccount,
      EventSourceToken: properties.EventSourceToken,
      PrincipalOrgID: properties.PrincipalOrgID,
      FunctionUrlAuthType: properties.FunctionUrlAuthType,
      InvokedViaFunctionUrl:
        properties.InvokedViaFunctionUrl === undefined
          ? undefined
          : String(properties.InvokedViaFunctionUrl) === "true",
    });
    return { physicalId: id, attributes: { Id: id } };
  },

  async delete({ physicalId }, context, properties) {
    try {
      await context.call<RemovePermissionCommandInput, unknown>("lambda", "RemovePermission", {
        FunctionName: properties.FunctionName,
        StatementId: physicalId,
      });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};
