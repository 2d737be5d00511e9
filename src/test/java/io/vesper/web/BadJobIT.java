package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.training.FakeRunsApp;
import io.vesper.web.TestClient.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the job endpoints refuse, on a server that trains fakes. */
@ExtendWith(SharedServer.class)
class BadJobIT {
    private final FakeRunsApp app;
    private final TestClient client;

    BadJobIT(FakeRunsApp app) {
        this.app = app;
        client = new TestClient(app.port());
    }

    @Test
    void unknownJobIsNotFoundAndWhatDoesNotFitIsAConflict() {
        String id = client.postJson("/jobs/train", JobsControllerIT.TRAIN)
                .json()
                .path("id")
                .asString();
        app.awaitEnd(id);

        for (String path : List.of("/jobs/" + id + "/restart", "/jobs/" + id + "/stop")) {
            assertProblem(client.postJson(path, ""), 409, "The job (%s) is COMPLETED".formatted(id));
        }
        assertProblem(client.get("/jobs/nope"), 404, "There is no job (nope).");
        assertProblem(client.get("/jobs/nope/metrics"), 404, "There is no job (nope).");
        assertProblem(client.postJson("/jobs/nope/stop", ""), 404, "There is no job (nope).");
        assertProblem(client.postJson("/jobs/nope/restart", ""), 404, "There is no job (nope).");
    }

    private static void assertProblem(Reply reply, int status, String detail) {
        Refusals.assertProblem(reply, status);
        assertThat(reply.json().path("detail").asString()).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'preset': 'demo'}",
                "{'dataset': {}, 'preset': 'demo'}",
                "{'dataset': {'type': 'demo'}}",
                "{'dataset': {'type': 'demo'}, 'preset': ' '}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'epochs': 0}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'epochs': 'many'}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'seed': 1.5}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'epoch': 3}",
                "{'dataset': {'type': 'demo', 'pth': 'x'}, 'preset': 'demo'}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'init': {}}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'init': {'weights': 'a', 'modelId': 'b'}}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo', 'overrides': {'learningRate': null}}",
                "{'dataset': {'type': 'demo'}, 'preset': 'demo'} {}",
                "[]",
                "{"
            })
    void requestThatBreaksARuleIsRefusedAndNothingQueued(String body) {
        int before = app.queue().list(null, null, Long.MAX_VALUE, 100).jobs().size();

        assertThat(client.postJson("/jobs/train", body.replace('\'', '"')).status())
                .isEqualTo(400);
        assertThat(app.queue().list(null, null, Long.MAX_VALUE, 100).jobs()).hasSize(before);
    }

    /** Java's numbers end where JSON's do not. */
    @ParameterizedTest
    @CsvSource({"epochs, 1e12", "epochs, 1000000000000", "seed, 1e30", "seed, 1000000000000000000000000000000"})
    void numberThatIsTooLargeIsRefusedByItsField(String field, String number) {
        String body = "{\"dataset\": {\"type\": \"demo\"}, \"preset\": \"demo\", \"%s\": %s}".formatted(field, number);

        Refusals.assertProblem(client.postJson("/jobs/train", body), 400, field, "impossible value");
    }
}
