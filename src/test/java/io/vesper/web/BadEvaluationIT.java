package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.web.TestClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code POST /jobs/evaluate} refuses. */
@ExtendWith(SharedServer.class)
class BadEvaluationIT {
    private final TestClient client;

    BadEvaluationIT(TestClient client) {
        this.client = client;
    }

    private Reply evaluate(String body) {
        return client.postJson("/jobs/evaluate", "{" + body.replace('\'', '"') + "}");
    }

    private int jobs() {
        return client.get("/jobs?type=evaluate").json().get("jobs").size();
    }

    @Test
    void unknownModelsAndJobsAreNotFound() {
        assertProblem(evaluate("'modelId':'nobody','dataset':{'type':'demo'}"), 404);
        assertProblem(evaluate("'modelId':'../synthetic','dataset':{'type':'demo'}"), 404);
        assertProblem(client.get("/jobs/none/report"), 404);
        assertThat(jobs()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'part':'train'                               | part               | not for evaluation",
                "'part':'all'                                 | part               | (all) is not one of",
                "'protocol':{'search':'outdoor'}              | protocol.search    | (outdoor) is not one of",
                "'protocol':{'query':'thermal'}               | protocol.query     | (thermal) is not one of",
                "'protocol':{'galleries':'own'}               | protocol.galleries | (own) is not one of",
                "'protocol':{'galleries':'official'}          | protocol           | official",
                "'protocol':{'shots':0}                       | protocol.shots     | must be greater than 0",
                "'protocol':{'trials':1000000000}             | protocol.trials    | must be less than or equal to 100",
                "'protocol':{'shot':1}                        | protocol.shot      | It is unknown here",
                "'storeThresholds':'perhaps'                  | storeThresholds    | ``",
                "'dataset':{'type':'market'}                  | dataset            | (market) is not one of",
                "'dataset':{'type':'folder','path':'../..'}   | dataset            | must not lead out of",
                "'dataset':{'type':'folder','path':'nowhere'} | dataset            | names nothing under",
                "'dataset':{}                                 | dataset.type       | must not be blank",
                "'modelId':' '                                | modelId            | must not be blank"
            })
    void aRequestThatBreaksARuleIsRefusedNamingTheFieldAndNothingQueued(String body, String field, String message) {
        String dataset = field.startsWith("dataset") ? "" : ",'dataset':{'type':'demo'}";
        String model = field.equals("modelId") ? "" : "'modelId':'nobody',";

        assertProblem(evaluate(model + body + dataset), 400, field, message);
        assertThat(jobs()).isZero();
    }
}
