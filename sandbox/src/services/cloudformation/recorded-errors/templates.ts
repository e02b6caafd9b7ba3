import { cloudformation, createChangeSet, createStack, newName, parameter, SIMPLE, withValue } from "./fixture.ts";

/** The recording leaves out where the mistake is. */
async function withoutPosition(request: Promise<unknown>): Promise<unknown> {
  return request.catch((error: Error) => {
    error.message = error.message.replace(/ \(line \d+, column \d+\)/, "");
    throw error;
  });
}

const creating = (template: unknown) => () => createStack(template);

const NEVER = { Never: { "Fn::Equals": ["a", "b"] } };
const MAPPINGS = { TopicSuffixMap: { A: { Suffix: "a" }, B: { Suffix: "b" } } };
const inMap = (...keys: string[]) => ({ "Fn::FindInMap": ["TopicSuffixMap", ...keys] });

export const templates = {
  "ValidationError: Template format error: Resource name AWS::NoValue is non alphanumeric.": creating({
    Resources: { "AWS::NoValue": parameter() },
  }),
  "ValidationError: Template format error: Parameter name AWS::NoValue is non alphanumeric.": creating({
    ...SIMPLE,
    Parameters: { "AWS::NoValue": { Type: "String" } },
  }),
  "ValidationError: Template format error: Resource name my-bad-resource-id is non alphanumeric.": () =>
    createChangeSet({ Resources: { "my-bad-resource-id": parameter() } }),
  "ValidationError: Template format error: Any Resources member must be an object.": creating({
    Resources: { Parameter: "AWS::SSM::Parameter" },
  }),
  "ValidationError: Template format error: unsupported structure.": creating("https://example.com/template.yml"),
  "ValidationError: S3 error: Domain name specified in <bucket_name> is not a valid S3 domain": () =>
    cloudformation.createStack({ StackName: newName(), TemplateURL: "s3://my-bucket/template.yml" }),
  "ValidationError: TemplateURL must be a supported URL.": () =>
    cloudformation.createStack({ StackName: newName(), TemplateURL: "https://example.com/template.yml" }),
  "ValidationError: Template format error: JSON not well-formed. (line 1, column 25)": () =>
    cloudformation.validateTemplate({ TemplateBody: '{"equals for the colon"="value"}' }),
  "ValidationError: Template format error: YAML not well-formed.": () =>
    withoutPosition(createStack("Resources:\n  A:\n      Type: AWS::SSM::Parameter\n    Properties: {}\n")),
  "ValidationError: Template format error: At least one Resources member must be defined.": () =>
    cloudformation.getTemplateSummary({ TemplateBody: "{}" }),
  "ValidationError: [/Outputs/MyOutput/Value] 'null' values are not allowed in templates": creating({
    ...SIMPLE,
    Outputs: { MyOutput: { Value: null } },
  }),
  "ValidationError: Template format error: Every Outputs member must contain a Value object": creating({
    ...SIMPLE,
    Outputs: { MyOutput: { Description: "" } },
  }),
  "ValidationError: Template format error: [/Resources/A] Every Resources object must contain a Type member.": creating(
    {
      Resources: { A: { Properties: {} } },
    },
  ),
  "ValidationError: Template format error: [/Resources/Foo] Every Resources object must contain a Type member.": () =>
    createChangeSet({ Resources: { Foo: { Properties: {} } } }),
  "ValidationError: Invalid template resource property 'Invalid'": creating({
    Resources: { A: parameter("v", { Invalid: "" }) },
  }),
  "ValidationError: 1 validation error detected: Value '<template-body>' at 'templateBody' …": creating(
    JSON.stringify(withValue("v".repeat(51_200))),
  ),
  "ValidationError: Key Name of transform definition must be a string.": creating({
    ...SIMPLE,
    Parameters: { Macro: { Type: "String", Default: "Macro" } },
    Transform: [{ Name: { Ref: "Macro" } }],
  }),
  "ValidationError: Parameter 'Value' must be a number.": () =>
    createChangeSet(
      { ...SIMPLE, Parameters: { Value: { Type: "Number" } } },
      { Parameters: [{ ParameterKey: "Value", ParameterValue: "text" }] },
    ),

  "ValidationError: Template format error: Unresolved resource dependencies [MyTopic] in the Resources block of the template":
    creating({
      Conditions: NEVER,
      Resources: { MyTopic: parameter("v", { Condition: "Never" }), Other: parameter({ Ref: "MyTopic" }) },
    }),
  "ValidationError: Unresolved resource dependencies [MyTopic] in the Outputs block of the template": creating({
    Conditions: NEVER,
    Resources: { MyTopic: parameter("v", { Condition: "Never" }), Other: parameter() },
    Outputs: { Name: { Value: { Ref: "MyTopic" } } },
  }),
  "ValidationError: Template format error: Unresolved resource dependencies [NonExistingResource] in the Resources block of the template":
    creating({ Resources: { Parameter: parameter("v", { DependsOn: "NonExistingResource" }) } }),
  "ValidationError: Template format error: Unresolved resource dependencies [InvalidRef] in the Resources block of the template":
    creating(withValue({ Ref: "InvalidRef" })),
  "ValidationError: Template error: every Fn::Equals object requires a list of 2 string parameters.": creating({
    Conditions: { Wrong: { "Fn::Equals": ["a"] } },
    Resources: { Parameter: parameter("v", { Condition: "Wrong" }) },
  }),
  "ValidationError: Template error: Unable to get mapping for TopicSuffixMap::C::Suffix": creating(
    withValue(inMap("C", "Suffix"), { Mappings: MAPPINGS }),
  ),
  "ValidationError: Template error: Unable to get mapping for TopicSuffixMap::A::NotValid": () =>
    createChangeSet(withValue(inMap("A", "NotValid"), { Mappings: MAPPINGS })),
  "ValidationError: Template format error: Every Mappings attribute must be a String or a List.": creating(
    withValue("v", { Mappings: { TopicSuffixMap: { A: { Suffix: { Ref: "AWS::Region" } } } } }),
  ),
  "ValidationError: Template format error: Every Mappings member A must be a map": creating(
    withValue("v", { Mappings: { A: { Suffix: "a" } } }),
  ),
  "ValidationError: Template error: unresolved condition dependency MissingCondition in Fn::If": creating(
    withValue({ "Fn::If": ["MissingCondition", "a", "b"] }),
  ),
  "ValidationError: Template error: every Fn::GetAtt object requires two non-empty parameters, …": creating({
    Resources: { Other: parameter(), Parameter: parameter({ "Fn::GetAtt": ["Other"] }) },
  }),
  "ValidationError: Template error: Fn::Select requires a list argument with two elements: an integer index and a list":
    creating(withValue({ "Fn::Select": ["first", ["a", "b"]] })),
  "ValidationError: Template error: every Fn::Split object requires two parameters, …": creating(
    withValue({ "Fn::Select": [0, { "Fn::Split": [","] }] }),
  ),
};
