import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { access } from "./recorded-errors/access.ts";
import { eventSources } from "./recorded-errors/event-sources.ts";
import { sandbox } from "./recorded-errors/fixture.ts";
import { functions } from "./recorded-errors/functions.ts";
import { invocations } from "./recorded-errors/invocations.ts";
import { layers } from "./recorded-errors/layers.ts";
import { versions } from "./recorded-errors/versions.ts";

afterAll(() => sandbox.stop());

compareErrors("lambda", {
  raised: { ...functions, ...versions, ...access, ...invocations, ...layers, ...eventSources },
  beyond: {
    "Event source mappings for Kinesis and Kafka are not emulated": [
      'ResourceConflictException: The event source arn (" arn:<partition>:kinesis:…',
      "InvalidParameterValueException: Stream not found: arn:<partition>:kinesis:…",
      "InvalidParameterValueException: Required 'sourceAccessConfigurations' parameter is missing.",
      'ResourceConflictException: An event source mapping with event source ("kafka:1000…',
    ],
    "Code signing is not emulated": [
      "ResourceNotFoundException: The Lambda code signing configuration <csc_arn_invalid> can not be found.",
      "ResourceNotFoundException: Function not found: …:function:csc-test-doesnotexist",
      "CodeSigningConfigNotFoundException: …",
    ],
    "Container images are not emulated": ["InvalidParameterValueException: Please provide ImageUri …"],
    "VPC is not emulated": [
      "InvalidParameterValueException: Error occurred while DescribeSubnets. …",
      "ValidationException: 1 validation error detected: Value '[<subnet_id_2>]' at 'vpcConfig.subnetIds' …",
      "InvalidParameterValueException: Error occurred while DescribeSecurityGroups. …",
      "ValidationException: 1 validation error detected: Value '[<security_group_id_2>]' at 'vpcConfig.securityGroupIds' …",
    ],
    "By design updates are done with their answer": [
      "ResourceConflictException: The operation cannot be performed at this time. …",
    ],
    "By design all runtimes nodejs*.x can be created, and other runtimes are refused as not emulated": [
      "InvalidParameterValueException: The runtime parameter of … is no longer supported …",
    ],
  },
});
