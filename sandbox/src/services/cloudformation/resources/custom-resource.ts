import { parseArn } from "../../../core/arn.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { sendRequest, type Answered, type CustomResourceRequest } from "../custom-resource/request.ts";
import { ResourceFailure } from "../deployment/resource-failure.ts";
import { MAX_SERVICE_TIMEOUT_SECONDS } from "../limits.ts";

interface CreatedCustomResource extends Created {
  /** Of the request that was answered with the attributes. */
  requestId: string;
}

/** AWS::CloudFormation::CustomResource and Custom::*: whatever the function behind the service token makes of it. */
export const customResource: ResourceProvider = {
  // The properties are the user's own: every name is passed on.
  emulates: {},

  refuses({ ServiceToken }) {
    return typeof ServiceToken === "string" && parseArn(ServiceToken)?.service === "sns"
      ? ["custom resources with an SNS topic as ServiceToken"]
      : [];
  },

  create: (properties, context) => ask({ RequestType: "Create", ...named(properties, context) }, context),

  async update(properties, old, context) {
    if (properties.ServiceToken !== old.properties.ServiceToken)
      throw new ResourceFailure("Modifying service token is not allowed.");
    return ask(
      {
        RequestType: "Update",
        ...named(properties, context),
        PhysicalResourceId: old.created.physicalId,
        oldProperties: old.properties,
      },
      context,
    );
  },

  async delete(created, context, properties) {
    await ask(
      { RequestType: "Delete", ...named(properties, context), PhysicalResourceId: created.physicalId },
      context,
    );
  },
};

function named(properties: Properties, context: ResourceContext) {
  return { ResourceType: context.resourceType, properties };
}

async function ask(request: CustomResourceRequest, context: ResourceContext): Promise<CreatedCustomResource> {
  checkProperties(request.properties);
  const answered = await sendRequest(request, context);
  const { answer, requestId } = answered;
  if (answer?.Status !== "SUCCESS") throw failure(request, answered, context);
  return {
    physicalId: answer.PhysicalResourceId ?? request.PhysicalResourceId!,
    attributes: answer.Data,
    noEcho: answer.NoEcho,
    requestId,
  };
}

function checkProperties({ ServiceToken, ServiceTimeout }: Properties): void {
  if (typeof ServiceToken !== "string" || !ServiceToken)
    throw new ResourceFailure("Property ServiceToken cannot be empty.");
  const seconds = Number(ServiceTimeout ?? 1);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_SERVICE_TIMEOUT_SECONDS)
    throw new ResourceFailure(`ServiceTimeout must be between 1 and ${MAX_SERVICE_TIMEOUT_SECONDS}`);
}

/** A failed creation is deleted too, under the id that the function named or, without one, under a generated one. */
function failure(
  request: CustomResourceRequest,
  { answer, requestId }: Answered,
  context: ResourceContext,
): ResourceFailure {
  const reason = answer
    ? `Received response status [FAILED] from custom resource. Message returned: ${answer.Reason} (RequestId: ${requestId})`
    : `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${requestId}]. If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.`;
  if (request.RequestType !== "Create") return new ResourceFailure(reason);
  const physicalId = answer?.PhysicalResourceId ?? context.generateName();
  return new ResourceFailure(reason, { physicalId, attributes: {} });
}

/** What AWS says of an attribute that the function's Data does not have. */
export function missingAttribute(
  name: string,
  { stackId, logicalId, region }: { stackId: string; logicalId: string; region: string },
  created: Created | undefined,
): string {
  const { requestId } = (created ?? {}) as Partial<CreatedCustomResource>;
  return `CustomResource attribute error: Vendor response doesn't contain ${name} key in object ${stackId}|${logicalId}|${requestId} in S3 bucket cloudformation-custom-resource-storage-${region.replaceAll("-", "")}`;
}
