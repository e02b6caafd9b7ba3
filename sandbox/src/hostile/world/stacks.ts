import type { World } from "./step.ts";

const TEMPLATE = JSON.stringify({
  Parameters: { Text: { Type: "String", Default: "text" } },
  Conditions: { IsText: { "Fn::Equals": [{ Ref: "Text" }, "text"] } },
  Resources: {
    Parameter: {
      Type: "AWS::SSM::Parameter",
      Properties: { Type: "String", Value: { "Fn::Sub": "${AWS::Region} ${Text}" } },
    },
    Group: { Type: "AWS::Logs::LogGroup", Condition: "IsText", DependsOn: ["Parameter"] },
  },
  Outputs: { Name: { Value: { "Fn::GetAtt": ["Parameter", "Value"] }, Export: { Name: "hostile-export" } } },
});

export const stacks: World = {
  cloudformation: [
    [
      "CreateStack",
      {
        StackName: "hostile-stack",
        TemplateBody: TEMPLATE,
        Parameters: [{ ParameterKey: "Text", ParameterValue: "text" }],
      },
    ],
    ["ValidateTemplate", { TemplateBody: TEMPLATE }],
    [
      "CreateChangeSet",
      {
        StackName: "hostile-other",
        ChangeSetName: "change",
        ChangeSetType: "CREATE",
        TemplateBody: TEMPLATE.replace("hostile-export", "other"),
      },
    ],
    ["DescribeStackResources", { StackName: "hostile-stack" }],
  ],
  "cloudwatch-logs": [
    ["CreateLogGroup", { logGroupName: "hostile-group" }],
    ["CreateLogStream", { logGroupName: "hostile-group", logStreamName: "stream" }],
    [
      "PutLogEvents",
      () => ({
        logGroupName: "hostile-group",
        logStreamName: "stream",
        logEvents: [{ timestamp: Date.now(), message: '{"level":"INFO","a":[1,2]}' }],
      }),
    ],
    ["FilterLogEvents", { logGroupName: "hostile-group", filterPattern: '{ $.level = "INFO" && $.a[0] = 1 }' }],
  ],
  cloudwatch: [
    [
      "PutMetricAlarm",
      {
        AlarmName: "hostile-alarm",
        Namespace: "hostile",
        MetricName: "metric",
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
      },
    ],
    ["PutMetricData", { Namespace: "hostile", MetricData: [{ MetricName: "metric", Value: 1 }] }],
  ],
};
