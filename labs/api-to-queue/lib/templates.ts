// #region send
/**
 * What API Gateway sends to SQS: a form, that is name=value pairs joined by "&".
 * In a value, a mapping template may stand: $input.body, $input.params('name'), $context.requestId, $util.urlEncode(...).
 */
export const SEND_MESSAGE = form({
  Action: "SendMessage",
  // TODO 1: MessageBody, the body of the request. TODO 2: exactly as the client sent it, whatever characters it has.
  // TODO 3: two message attributes of the type String: channel, from the query, and requestId.
  // Their parameters are MessageAttribute.1.Name, MessageAttribute.1.Value.DataType, MessageAttribute.1.Value.StringValue.
});

function form(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}
// #endregion

// #region accepted
/** What the client gets for a report that is in the queue: {"id":"..."}, the id of the message. */
// TODO 1: SQS answers {"SendMessageResponse":{"SendMessageResult":{"MessageId":"..."}}}; $input.path('$.a.b') reads from it.
export const ACCEPTED = `{"id":"?"}`;
// #endregion

// #region refused
/** What the client gets when SQS refuses: a message of ours, nothing of AWS's. */
// TODO 5: SQS answers {"Error":{"Code":"..."}}. InvalidParameterValue and InvalidMessageContents are the client's fault:
// #if(...) ... #else ... #end chooses, #set($context.responseOverride.status = 400) changes the status.
export const REFUSED = `{"message":"?"}`;
// #endregion
