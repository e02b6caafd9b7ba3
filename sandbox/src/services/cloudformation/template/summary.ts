import type { Capability, ParameterDeclaration } from "@aws-sdk/client-cloudformation";
import { asList, type Template } from "./template.ts";

/** What a template asks of its user. */
export function templateSummary(template: Template) {
  const named = Object.values(template.Resources).filter((resource) => resource.Type.startsWith("AWS::IAM::"));
  const types = [...new Set(named.map((resource) => resource.Type))];
  const isNamed = named.some((resource) =>
    Object.keys(resource.Properties ?? {}).some((name) =>
      /^(Role|User|Group|ManagedPolicy|InstanceProfile)Name$/.test(name),
    ),
  );
  const capabilities: Capability[] = !types.length ? [] : isNamed ? ["CAPABILITY_NAMED_IAM"] : ["CAPABILITY_IAM"];
  return {
    ...(template.Description === undefined ? {} : { Description: template.Description }),
    ...(types.length
      ? {
          Capabilities: capabilities,
          CapabilitiesReason: `The following resource(s) require capabilities: [${types.join(", ")}]`,
        }
      : {}),
    DeclaredTransforms: asList(template.Transform),
  };
}

export function parameterDeclarations(template: Template): ParameterDeclaration[] {
  return Object.entries(template.Parameters ?? {}).map(([key, parameter]) => ({
    ParameterKey: key,
    ...(parameter.Default === undefined ? {} : { DefaultValue: String(parameter.Default) }),
    ParameterType: parameter.Type,
    NoEcho: String(parameter.NoEcho ?? false) === "true",
    ...(parameter.Description === undefined ? {} : { Description: parameter.Description }),
    ParameterConstraints: parameter.AllowedValues ? { AllowedValues: asList(parameter.AllowedValues).map(String) } : {},
  }));
}
