package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.embedding.ModelRegistry;
import io.vesper.gallery.GridModels;
import io.vesper.web.TestClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More pictures come than the network takes. */
class OverloadIT {
    private static final int MAX_WAITING = 3;

    @TempDir
    Path folder;

    private final AtomicInteger atWork = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoComesWhileTheQueueIsFullIsToldWhenToComeBackAndTheOthersAreAnswered() {
        try (TestServer server = TestServer.start(
                folder, GridModelsConfiguration.class, "--vesper.embedding.max-waiting=" + MAX_WAITING)) {
            TestClient client = server.client();
            ((GridModels) server.bean(ModelRegistry.class)).beforeEmbedding("demo", this::hold);
            List<CompletableFuture<Reply>> waiting = fillQueue(client, server.bean(MeterRegistry.class));

            Reply refused = client.post("/query", Refusals.probe(1));
            assertProblem(refused, 429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertProblem(client.post("/embeddings", Refusals.probe(1)), 429);
            assertProblem(client.post("/query/explain", Refusals.probe(1)), 429);
            assertProblem(client.post("/gallery", Refusals.enrolment(1)), 429);
            // What needs no network is answered.
            assertThat(client.get("/gallery").status()).isEqualTo(200);
            assertProblem(client.postJson("/query", "{}"), 400);
            assertThat(client.send(client.request("/gallery")
                                    .header("Content-Type", "multipart/form-data; boundary=x")
                                    .GET())
                            .status())
                    .isEqualTo(200);

            released.countDown();
            assertThat(waiting)
                    .allSatisfy(reply -> assertThat(reply.join().status()).isEqualTo(200));
            assertThat(client.post("/query", Refusals.probe(1)).status()).isEqualTo(200);
        } finally {
            released.countDown();
        }
    }

    private void hold() {
        atWork.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One query after the other, until as many wait as may beside those at work. */
    private List<CompletableFuture<Reply>> fillQueue(TestClient client, MeterRegistry meters) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        while (waiting(meters) < MAX_WAITING) {
            replies.add(CompletableFuture.supplyAsync(
                    () -> client.post("/query", Refusals.probe(1)), task -> new Thread(task).start()));
            while (waiting(meters) + atWork.get() < replies.size()) {
                Thread.onSpinWait();
            }
        }
        return replies;
    }

    private static int waiting(MeterRegistry meters) {
        return (int) meters.get("vesper.embed.waiting")
                .tag("lane", "callers")
                .gauge()
                .value();
    }
}
