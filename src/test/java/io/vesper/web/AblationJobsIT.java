package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.training.FakeRunsApp;
import io.vesper.web.TestClient.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /jobs/ablate}, on a server that trains fakes. */
@ExtendWith(SharedServer.class)
class AblationJobsIT {
    private final FakeRunsApp app;
    private final TestClient client;

    AblationJobsIT(FakeRunsApp app) {
        this.app = app;
        client = new TestClient(app.port());
    }

    private Reply ablate(String body) {
        return client.postJson("/jobs/ablate", body.replace('\'', '"'));
    }

    @Test
    void anAblationIsAcceptedAndItsTableFoundWhereLocationSays() {
        Reply accepted =
                ablate("{'dataset': {'type': 'demo'}, 'preset': 'demo', 'epochs': 1, 'seeds': [4], 'rows': ['vsd']}");

        assertThat(accepted.status()).isEqualTo(202);
        String id = accepted.json().get("id").asString();
        assertThat(accepted.header("Location")).isEqualTo("/jobs/" + id);
        assertThat(accepted.json().get("status").asString()).isEqualTo("QUEUED");
        app.awaitEnd(id);
        JsonNode job = client.get("/jobs/" + id).json();
        assertThat(job.get("type").asString()).isEqualTo("ablate");
        assertThat(job.get("status").asString()).isEqualTo("COMPLETED");
        assertThat(job.at("/result/table").asString()).startsWith("| row | embedding |");
        assertThat(job.at("/result/entries")).hasSize(1);
        assertThat(job.at("/result/entries/0/row").asString()).isEqualTo("vsd");
        assertThat(job.at("/result/entries/0/rank1/mean").isNumber()).isTrue();
        assertThat(job.at("/result/entries/0/rank1/standardDeviation").isNull()).isTrue();
        assertThat(job.at("/result/entries/0/seeds/0").asInt()).isEqualTo(4);
    }

    @Test
    void withoutSeedsAndRowsItIsAllRowsWithThree() {
        Reply accepted = ablate("{'dataset': {'type': 'demo'}, 'preset': 'demo', 'epochs': 1}");

        assertThat(accepted.json().at("/parameters/seeds").toString()).isEqualTo("[1,2,3]");
        app.awaitEnd(accepted.json().get("id").asString());
        JsonNode job =
                client.get("/jobs/" + accepted.json().get("id").asString()).json();
        assertThat(job.at("/progress/total").asInt()).isEqualTo(8 * 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'preset': 'demo'                     | dataset   | must not be null",
                "'dataset': {}, 'preset': 'demo'      | dataset.type | must not be blank",
                "'preset': 'demo', 'epochs': 0        | epochs    | must be greater than 0",
                "'preset': 'demo', 'seeds': []        | seeds     | The seeds [] must be 1 to 100 different numbers",
                "'preset': 'demo', 'seeds': [7, 7]    | seeds     | The seeds [7, 7] must be",
                "'preset': 'demo', 'seeds': [1, null] | seeds[1]  | must not be null",
                "'preset': 'demo', 'rows': ['vds']    | rows      | The row (vds) is not one of baseline, bottleneck",
                "'preset': 'demo', 'rows': [null]     | rows[0]   | must not be null",
                "'preset': 'demo', 'row': ['vsd']     | row       | It is unknown here",
                "'preset': 'demo', 'overrides': {'selection.everyEpochs': 1} | overrides | each row of an ablation sets",
                "'preset': ' '                        | preset    | must not be blank"
            })
    void aRequestThatBreaksARuleIsRefusedNamingTheFieldAndNothingQueued(String body, String field, String message) {
        int before = app.queue().list(null, null, Long.MAX_VALUE, 100).jobs().size();
        String dataset = field.startsWith("dataset") ? "" : "'dataset': {'type': 'demo'}, ";

        assertProblem(ablate("{" + dataset + body + "}"), 400, field, message);
        assertThat(app.queue().list(null, null, Long.MAX_VALUE, 100).jobs()).hasSize(before);
    }
}
