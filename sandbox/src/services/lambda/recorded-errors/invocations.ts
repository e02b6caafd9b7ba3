import type { RecursiveLoop } from "@aws-sdk/client-lambda";
import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { arnOf, create, fn, lambda } from "./fixture.ts";

const onSuccess = (destination: string) => () =>
  lambda.putFunctionEventInvokeConfig({
    ...fn,
    DestinationConfig: { OnSuccess: { Destination: destination } },
  });

/** Invocations, and what becomes of asynchronous ones. */
export const invocations = {
  "TooManyRequestsException: Rate Exceeded.": async () => {
    await create("throttled");
    await lambda.putFunctionConcurrency({ FunctionName: "throttled", ReservedConcurrentExecutions: 0 });
    await lambda.invoke({ FunctionName: "throttled" });
  },
  "ValidationException: 1 validation error detected: Value 'InvalidValue' at 'recursiveLoop' …": () =>
    lambda.putFunctionRecursionConfig({ ...fn, RecursiveLoop: "InvalidValue" as RecursiveLoop }),
  "ResourceNotFoundException: Function not found: …:function:<function-name:1>:non-existent-alias": () =>
    lambda.invoke({ ...fn, Qualifier: "non-existent-alias" }),
  "ResourceNotFoundException: Function not found: …:function:doesnotexist:$LATEST": () =>
    lambda.invoke({ FunctionName: "doesnotexist", Qualifier: "$LATEST" }),
  "ValidationException: 1 validation error detected: Value 'arn:<partition>:lambda:<region>:123400000000@function:myfn' at 'functionName' …":
    () => lambda.invoke({ FunctionName: "arn:aws:lambda:us-east-1:123400000000@function:myfn" }),
  "InvalidRequestContentException: …Invalid UTF-8 start byte 0x87…": () =>
    lambda.invoke({ ...fn, Payload: Buffer.from("n\x87r\x9e\xe9\xb5\xd7I\xee\x9bmt", "latin1") }),
  "InvalidRequestContentException: …Unexpected character ((CTRL-CHAR, code 153))…": () =>
    lambda.invoke({ ...fn, Payload: Buffer.from("\x99\xeb,j\x07\xa1zYh", "latin1") }),

  "ResourceNotFoundException: The function …:function:<fn-name>:1221 doesn't have an EventInvokeConfig": () =>
    lambda.getFunctionEventInvokeConfig({ ...fn, Qualifier: "1221" }),
  "ResourceNotFoundException: The function …:function:<nonexisting-fn-name>:$LATEST doesn't have an EventInvokeConfig":
    () => lambda.getFunctionEventInvokeConfig({ FunctionName: "absent" }),
  "ResourceNotFoundException: The function doesn't exist.": () =>
    lambda.putFunctionEventInvokeConfig({ FunctionName: "absent", MaximumRetryAttempts: 1 }),
  "InvalidParameterValueException: You must specify at least one of error handling or destination setting.": () =>
    lambda.putFunctionEventInvokeConfig(fn),
  "InvalidParameterValueException: The destination ARN …:function:doesnotexist is invalid.": onSuccess(
    arnOf("function:doesnotexist"),
  ),
  "InvalidParameterValueException: You can't specify the function as a destination for itself.": onSuccess(
    arnOf("function:fn"),
  ),
  "InvalidParameterValueException: The provided destination config DestinationConfig(…) is invalid.": onSuccess(
    `arn:aws:iam:us-east-1:${RECORDED_ACCOUNT}:function:fn`,
  ),
  "ValidationException: 1 validation error detected: Value 'arn:<partition>:_-/!lambda:<region>:111111111111:function:<function-name:1>' at 'destinationConfig.onFailure.destination' …":
    () =>
      lambda.putFunctionEventInvokeConfig({
        ...fn,
        DestinationConfig: {
          OnFailure: { Destination: `arn:aws:_-/!lambda:us-east-1:${RECORDED_ACCOUNT}:function:fn` },
        },
      }),
  "ResourceNotFoundException: The function …:function:<function-name:1>:$LATEST doesn't have an EventInvokeConfig":
    () => lambda.getFunctionEventInvokeConfig(fn),
  "ResourceNotFoundException: The function …:function:doesnotexist:$LATEST doesn't have an EventInvokeConfig": () =>
    lambda.deleteFunctionEventInvokeConfig({ FunctionName: "doesnotexist" }),
  "ResourceNotFoundException: The function …:function:<function-name:1>:doesnotexist doesn't have an EventInvokeConfig":
    () => lambda.getFunctionEventInvokeConfig({ ...fn, Qualifier: "doesnotexist" }),
  "ResourceNotFoundException: The function …:function:<function-name:1>:eventinvokealias doesn't have an EventInvokeConfig":
    async () => {
      await lambda.createAlias({ ...fn, Name: "eventinvokealias", FunctionVersion: "1" });
      await lambda.getFunctionEventInvokeConfig({ ...fn, Qualifier: "eventinvokealias" });
    },
  "ResourceNotFoundException: The function …:function:<function-name:1>:1 doesn't have an EventInvokeConfig": () =>
    lambda.getFunctionEventInvokeConfig({ ...fn, Qualifier: "1" }),
};
