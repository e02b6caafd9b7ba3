import { App } from "aws-cdk-lib";
import { RestApiStack } from "./lib/rest-api-stack.ts";

const app = new App();
new RestApiStack(app, "RestApi");
