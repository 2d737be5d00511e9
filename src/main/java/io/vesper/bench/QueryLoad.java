package io.vesper.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients who query a server at once, each with one picture after the other. */
final class QueryLoad {
    private static final String BOUNDARY = "vesper-benchmark";
    private static final int REFUSED = 429;
    private static final Duration BEFORE_COMING_BACK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final URI query;
    private final List<byte[]> bodies;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger next = new AtomicInteger();

    /** @param pictures infrared ones, taken in turn */
    QueryLoad(URI server, List<byte[]> pictures) {
        this.query = server.resolve("/query");
        this.bodies = pictures.stream().map(QueryLoad::body).toList();
    }

    private static byte[] body(byte[] picture) {
        String head = "--%1$s\r\nContent-Disposition: form-data; name=\"modality\"\r\n\r\ninfrared\r\n--%1$s\r\n"
                        .formatted(BOUNDARY)
                + "Content-Disposition: form-data; name=\"image\"; filename=\"probe.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(picture);
        body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    /**
     * One query's end.
     *
     * @param wallMs from sending it to the last byte of the answer
     * @param workMs what the answer says that decoding, embedding and searching took
     */
    private record Answered(int status, double wallMs, double workMs) {}

    /** Lets clients query for a time. */
    LoadResult run(int clients, Duration time) {
        Queue<Answered> answers = new ConcurrentLinkedQueue<>();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        Threads.run(clients, () -> {
            while (System.nanoTime() < end) {
                Answered answer = query();
                answers.add(answer);
                if (answer.status() == REFUSED) {
                    Threads.sleep(BEFORE_COMING_BACK);
                }
            }
        });
        return result(List.copyOf(answers), (System.nanoTime() - start) / 1e9);
    }

    private Answered query() {
        byte[] body = bodies.get(Math.floorMod(next.getAndIncrement(), bodies.size()));
        HttpRequest request = HttpRequest.newBuilder(query)
                .timeout(PATIENCE)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        long start = System.nanoTime();
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The measurement was interrupted.", e);
        }
        double wallMs = (System.nanoTime() - start) / 1e6;
        return new Answered(response.statusCode(), wallMs, response.statusCode() == 200 ? workMs(response.body()) : 0);
    }

    private static double workMs(byte[] answer) {
        JsonNode took = JsonMapper.shared().readTree(answer).get("took");
        return took.get("decodeMs").asDouble()
                + took.get("embedMs").asDouble()
                + took.get("searchMs").asDouble();
    }

    private static LoadResult result(List<Answered> all, double seconds) {
        List<Answered> answered =
                all.stream().filter(one -> one.status() == 200).toList();
        long refused = all.stream().filter(one -> one.status() == REFUSED).count();
        if (answered.isEmpty() || answered.size() + refused < all.size()) {
            throw new IllegalStateException(
                    "%d of %d queries were answered, and %d refused with 429; the others failed."
                            .formatted(answered.size(), all.size(), refused));
        }
        return new LoadResult(
                answered.size() / seconds,
                refused,
                Percentile.of(0.5, answered.stream().mapToDouble(Answered::wallMs)),
                Percentile.of(0.99, answered.stream().mapToDouble(Answered::wallMs)),
                Percentile.of(0.5, answered.stream().mapToDouble(one -> one.wallMs() - one.workMs())));
    }
}
