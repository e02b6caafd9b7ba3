/** By reason: recordings, by the begin of their names, whose definition or input does not show in them. */
export const hidden: Record<string, string[]> = {
  "the test changes its definition": [
    "TestActivities::test_activity_task_on_deleted",
    "TestArgumentsBase::test_base_output_any_non_dict",
    "TestAssignReferenceVariables::test_reference_assign[BASE_REFERENCE_IN_WAIT]",
    "TestBaseEvaluateJsonata::",
    "TestBaseScenarios::test_map_state_items_eval_jsonata_variable_sampling_fail",
    "TestBaseScenarios::test_map_state_items_variable_sampling",
    "TestBaseScenarios::test_map_state_lambda",
    "TestCallback::test_sqs_wait_for_task_tok_with_heartbeat",
    "TestComments::test_comments_as_per_docs",
    "TestHeartbeats::test_heartbeat_no_timeout",
    "TestSnfBase::test_state_pass_result_jsonpaths",
    "TestTaskApiGateway::test_invoke_with_headers[singleStringHeader]",
    "TestTaskLambda::test_invoke_json_values[0.0]",
    "TestTaskLambda::test_raise_custom_exception",
    "TestTaskServiceLambda::test_raise_custom_exception",
    "TestTaskServiceSns::test_publish_message_attributes get",
    "TestTaskServiceSqs::test_sqs_failure_in_wait_for_task_tok",
  ],
  "the times of its input are not recorded": [
    "TestSfnWait::test_timestamp_too_far_in_future_boundary",
    "TestSfnWait::test_wait_timestamppath[]",
    "TestSfnWait::test_wait_timestamppath[.000000]",
  ],
  "its input is not recorded": ["TestStatesErrors::test_start_large_input"],
  "what the tasks of its child executions answered is not recorded": [
    "TestBaseScenarios::test_map_state_config_distributed_reentrant_lambda",
  ],
  "the objects that it reads from S3 are not recorded": [
    "TestAssignReferenceVariables::test_reference_in_map_state_max_items_path",
    "TestBaseScenarios::test_map_item_batching",
    "TestBaseScenarios::test_map_item_reader",
    "TestBaseScenarios::test_map_state_result_writer",
  ],
  "it was recorded while it ran, or stopped": [
    "TestBaseScenarios::test_max_concurrency_path_negative",
    "TestSnfApi::test_stop_execution",
  ],
};

/** By recording: why its history is not the same. */
export const different: Record<string, string> = {
  "TestBaseScenarios::test_lambda_invoke_with_retry_extended_input get_execution_history":
    "of 2023, when the context object had no RedriveCount",
  "TestBaseScenarios::test_lambda_service_invoke_with_retry_extended_input get_execution_history":
    "of 2023, when the context object had no RedriveCount",
  "TestTimeouts::test_service_lambda_map_timeout get_execution_history":
    "four tasks time out at the same moment; here the first ends the others",
};
