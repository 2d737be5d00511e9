package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bodies that would be many times as large on the heap. */
class LargeBodyIT extends UnchangedGallery {
    private static final byte[] TWO_MEGABYTES = ("{\"modality\":\"visible\",\"embedding\":[" + "0,".repeat(1 << 20)
                    + "0]}")
            .getBytes(StandardCharsets.US_ASCII);

    LargeBodyIT(TestClient client) {
        super(client);
    }

    @Test
    void aLargeJsonBodyIsRefused() {
        assertProblem(client.send(query(BodyPublishers.ofByteArray(TWO_MEGABYTES))), 413);
    }

    @Test
    void soIsOneThatDoesNotSayHowLargeItIs() {
        assertProblem(
                client.send(query(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TWO_MEGABYTES)))), 413);
    }

    private HttpRequest.Builder query(HttpRequest.BodyPublisher body) {
        return client.request("/query")
                .header("Content-Type", "application/json")
                .POST(body);
    }
}
