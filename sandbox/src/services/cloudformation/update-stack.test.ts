import { DescribeStackResourcesCommand, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { parameter, StackUser } from "./stack-user.ts";

let sandbox: TestSandbox;
let user: StackUser;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StackUser(sandbox);
});
afterAll(() => sandbox.stop());

describe("update", () => {
  test("in place, replacement, addition and removal", async () => {
    await user.create("update", {
      Resources: {
        Edit: parameter({ Name: "/u/edit" }),
        Replace: parameter({ Name: "/u/old" }),
        Remove: parameter({ Name: "/u/remove" }),
      },
    });
    await user.update("update", {
      Resources: {
        Edit: parameter({ Name: "/u/edit", Value: { Ref: "Replace" } }),
        Replace: parameter({ Name: "/u/new" }),
        Add: parameter({ Name: "/u/add" }),
      },
    });
    expect((await user.describeOne("update")).StackStatus).toBe("UPDATE_COMPLETE");
    expect(await user.valueOf("/u/edit")).toBe("/u/new");
    await expect(user.valueOf("/u/old")).rejects.toMatchObject({ name: "ParameterNotFound" });
    await expect(user.valueOf("/u/remove")).rejects.toMatchObject({ name: "ParameterNotFound" });
    const events = await user.eventsOf("update");
    expect(events.filter((event) => /^(Edit|Replace) /.test(event)).slice(6)).toEqual([
      "Replace UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.",
      "Replace UPDATE_IN_PROGRESS Resource creation Initiated",
      "Replace UPDATE_COMPLETE",
      "Edit UPDATE_IN_PROGRESS",
      "Edit UPDATE_COMPLETE",
      "Replace DELETE_IN_PROGRESS",
      "Replace DELETE_COMPLETE",
    ]);
    expect(events.slice(events.indexOf("update UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"))).toEqual(
      expect.arrayContaining(["Remove DELETE_IN_PROGRESS", "Remove DELETE_COMPLETE", "update UPDATE_COMPLETE"]),
    );
  });

  test("without a change is refused", async () => {
    const template = { Resources: { P: parameter() }, Outputs: { O: { Value: "1" } } };
    await user.create("same", template);
    await expect(user.update("same", template)).rejects.toThrow("No updates are to be performed.");
    await user.update("same", { ...template, Outputs: { O: { Value: "2" } } });
    expect((await user.describeOne("same")).Outputs).toMatchObject([{ OutputValue: "2" }]);
  });

  test("a failure takes everything back", async () => {
    const before = { Resources: { Edit: parameter({ Name: "/b/edit" }), Replace: parameter({ Name: "/b/old" }) } };
    await user.create("back", before);
    await user.update("back", {
      Resources: {
        Edit: parameter({ Name: "/b/edit", Value: "changed" }),
        Replace: parameter({ Name: "/b/new" }),
        Add: parameter({ Name: "/b/add" }),
        Bad: parameter({ AllowedPattern: "^x$" }, { DependsOn: ["Edit", "Replace", "Add"] }),
      },
    });
    expect((await user.describeOne("back")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await user.valueOf("/b/edit")).toBe("v");
    expect(await user.valueOf("/b/old")).toBe("v");
    for (const name of ["/b/new", "/b/add"])
      await expect(user.valueOf(name)).rejects.toMatchObject({ name: "ParameterNotFound" });
    const events = await user.eventsOf("back");
    expect(events).toContain("back UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad].");
    expect(events.at(-1)).toBe("back UPDATE_ROLLBACK_COMPLETE");
    const { TemplateBody } = await user.cloudformation.send(new GetTemplateCommand({ StackName: "back" }));
    expect(JSON.parse(TemplateBody!)).toEqual(before);
    const { StackResources } = await user.cloudformation.send(new DescribeStackResourcesCommand({ StackName: "back" }));
    expect(StackResources!.map((each) => each.PhysicalResourceId).toSorted()).toEqual(["/b/edit", "/b/old"]);
  });

  test("a failed update in place is taken back, or kept when rollback is disabled and repeated by the next", async () => {
    const name = "/in-place";
    const of = (Value: string, AllowedPattern?: string) => ({
      Resources: { P: parameter({ Name: name, Value, AllowedPattern }) },
    });
    await user.create("in-place", of("1"));
    await user.update("in-place", of("2", "^x$"));
    expect((await user.describeOne("in-place")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await user.eventsOf("in-place")).toContain(
      "in-place UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [P].",
    );
    expect(await user.valueOf(name)).toBe("1");

    await user.update("in-place", of("3", "^x$"), { DisableRollback: true });
    expect((await user.describeOne("in-place")).StackStatus).toBe("UPDATE_FAILED");
    await user.update("in-place", of("3"));
    expect((await user.describeOne("in-place")).StackStatus).toBe("UPDATE_COMPLETE");
    expect(await user.valueOf(name)).toBe("3");
  });

  test("stack tags go to resources and may change alone", async () => {
    const template = { Resources: { P: parameter({ Name: "/tagged", Tags: { own: "1" } }) } };
    await user.create("tags", template, {
      Tags: [
        { Key: "team", Value: "a" },
        { Key: "own", Value: "no" },
      ],
    });
    await user.update("tags", template, { Tags: [{ Key: "team", Value: "b" }] });
    expect((await user.describeOne("tags")).Tags).toEqual([{ Key: "team", Value: "b" }]);
    const events = await user.eventsOf("tags");
    expect(events).toContain("P UPDATE_COMPLETE");
  });
});
