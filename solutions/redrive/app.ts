import { App } from "aws-cdk-lib";
import { RedriveStack } from "./lib/redrive-stack.ts";

const app = new App();
new RedriveStack(app, "Redrive");
