// #region send
/**
 * What API Gateway sends to SQS: a form. Whatever comes from outside goes through urlEncode, so that it stays one value:
 * an "&" in it would begin a parameter of the client's choice.
 */
export const SEND_MESSAGE = form({
  Action: "SendMessage",
  MessageBody: "$util.urlEncode($input.body)",
  "MessageAttribute.1.Name": "channel",
  "MessageAttribute.1.Value.DataType": "String",
  "MessageAttribute.1.Value.StringValue": "$util.urlEncode($input.params('channel'))",
  "MessageAttribute.2.Name": "requestId",
  "MessageAttribute.2.Value.DataType": "String",
  "MessageAttribute.2.Value.StringValue": "$context.requestId",
});

function form(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}
// #endregion

// #region accepted
/** SQS answers API Gateway in JSON. Its id of the message is the id of the report. */
export const ACCEPTED = `{"id":"$input.path('$.SendMessageResponse.SendMessageResult.MessageId')"}`;
// #endregion

// #region refused
/**
 * The client gets our words, never those of SQS: they name the account, the queue and the role.
 * Two codes are the client's fault: the schema bounds each member but not white space, and SQS does not take every character.
 */
export const REFUSED = `
#set($code = $input.path('$.Error.Code'))
#if($code == 'InvalidParameterValue' || $code == 'InvalidMessageContents')
#set($context.responseOverride.status = 400)
{"message":"The report is too long, or has a character that cannot be stored"}
#else
{"message":"Reports cannot be taken at the moment","requestId":"$context.requestId"}
#end
`.trim();
// #endregion
