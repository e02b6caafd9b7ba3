/**
 * The module `cfn-response`, which AWS adds to code that stands in a template: it answers CloudFormation for a custom resource. Interface:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-lambda-function-code-cfnresponsemodule.html (November 2026)
 */
export const CFN_RESPONSE = `exports.SUCCESS = "SUCCESS";
exports.FAILED = "FAILED";
exports.send = (event, context, Status, Data, physicalResourceId, noEcho) =>
  new Promise((resolve) => {
    const body = JSON.stringify({
      Status,
      Reason: "See the details in CloudWatch Log Stream: " + context.logStreamName,
      PhysicalResourceId: physicalResourceId || context.logStreamName,
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      NoEcho: noEcho || false,
      Data,
    });
    const { hostname, pathname, search } = new URL(event.ResponseURL);
    const done = () => {
      resolve();
      if (context.done) context.done();
    };
    const request = require("https").request(
      { hostname, port: 443, path: pathname + search, method: "PUT", headers: { "content-type": "", "content-length": Buffer.byteLength(body) } },
      (response) => response.resume().on("end", done),
    );
    request.on("error", (error) => {
      console.log("send(..) failed executing https.request(..): " + error);
      done();
    });
    request.end(body);
  });
`;
