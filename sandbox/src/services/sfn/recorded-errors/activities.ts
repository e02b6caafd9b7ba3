import { arnOf, sfn } from "./fixture.ts";

const NAMES = [
  "activity name",
  ...'<>{}[]?*"#%\\^|~`$&,;:/'.split("").map((char) => `activity${char}name`),
  "\u0000activity",
  "activity\u001f",
  "activity\u007f",
];

export const activities = {
  "ActivityDoesNotExist: Activity Does Not Exist: 'activity_arn'": () =>
    sfn.describeActivity({ activityArn: arnOf("activity:gone") }).catch((error: Error) => {
      throw Object.assign(error, { message: error.message.replace(/arn:[^']+/, "activity_arn") });
    }),
  "InvalidArn: Invalid Arn: 'Invalid ARN prefix: no_an_activity_arn'": () =>
    sfn.describeActivity({ activityArn: "no_an_activity_arn" }),
  ...Object.fromEntries(
    NAMES.map((name) => [`InvalidName: Invalid Name: '${name}'`, () => sfn.createActivity({ name })]),
  ),
};
