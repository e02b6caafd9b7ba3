import { App } from "aws-cdk-lib";
import { AsyncApiStack } from "./lib/async-api-stack.ts";

const app = new App();
new AsyncApiStack(app, "AsyncApi");
