package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Two clients who query and one who enrols, in a gallery of their own, while a cluster suffers. Each answer is judged: the
 * first people must have the very scores that another server found in memory, and whoever was acknowledged and is said to be indexed must
 * be found.
 */
final class ClusterTraffic {
    private static final int PEOPLE = 20;
    private static final String BASE = "base";
    private static final int PROBE = 7; // a shot that is not enrolled
    private static final double TOLERANCE = 1e-5;
    private static final long BETWEEN_QUERIES = 20_000_000;
    private static final long BETWEEN_ENROLMENTS = 100_000_000;

    private final TestClient server;
    private final OwnGallery gallery;
    private final List<JsonNode> expected = new ArrayList<>();
    private final List<Enrolled> enrolled = new CopyOnWriteArrayList<>();
    private final AtomicInteger nextPerson = new AtomicInteger(1000);
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(3);
    private final List<Future<?>> running = new ArrayList<>();
    private volatile TestClient enrolling;
    private volatile boolean mayRefuse;
    private volatile boolean ended;

    private record Enrolled(String imageId, int person, long sequence) {}

    /**
     * Enrols the first people, and asks the server in memory for their scores.
     *
     * @param memory on the same database
     */
    ClusterTraffic(TestClient server, TestClient memory) {
        this.server = server;
        this.enrolling = server;
        this.gallery = OwnGallery.on(server);
        for (int person = 1; person <= PEOPLE; person++) {
            gallery.enrol("p" + person, BASE, Pictures.png(person, 0));
        }
        JsonNode last = enrol(server, PEOPLE + 1, BASE).json().at("/images/0");
        ClusterServers.awaitIndexed(server, last.get("sequence").asLong());
        ClusterServers.awaitIndexed(memory, last.get("sequence").asLong());
        for (int person = 1; person <= PEOPLE; person++) {
            expected.add(memory.post("/query", probe(person)).json().get("results"));
        }
    }

    /** Only the first people are asked for, so that the answer is the same whoever is enrolled meanwhile. */
    private Parts probe(int person) {
        return gallery.probe().with("cameras", BASE).with("topK", "5").image(Pictures.png(person, PROBE));
    }

    String gallery() {
        return gallery.name();
    }

    void start() {
        running.add(clients.submit(() -> untilEnded(this::queryFirst, BETWEEN_QUERIES)));
        running.add(clients.submit(() -> untilEnded(this::queryAcknowledged, BETWEEN_QUERIES)));
        running.add(clients.submit(() -> untilEnded(this::enrolNext, BETWEEN_ENROLMENTS)));
        goOn(20, 5);
    }

    private void untilEnded(Runnable action, long pauseNanos) {
        while (!ended) {
            action.run();
            LockSupport.parkNanos(pauseNanos);
        }
    }

    /** Enrols by another server from now on. */
    void enrolBy(TestClient other) {
        enrolling = other;
    }

    /** From now on, queries may be answered with 503. */
    void allowRefusals() {
        mayRefuse = true;
    }

    private void queryFirst() {
        int person = 1 + ThreadLocalRandom.current().nextInt(PEOPLE);
        JsonNode answer = query(() -> server.post("/query", probe(person)));
        if (answer != null && !sameScores(answer.get("results"), expected.get(person - 1))) {
            failures.add("p%d: %s instead of %s".formatted(person, answer, expected.get(person - 1)));
        }
    }

    private static boolean sameScores(JsonNode actual, JsonNode expected) {
        boolean isSame = actual.size() == expected.size();
        for (int i = 0; isSame && i < expected.size(); i++) {
            JsonNode one = actual.get(i);
            JsonNode other = expected.get(i);
            isSame = one.get("personId").equals(other.get("personId"))
                    && Math.abs(one.get("score").asDouble() - other.get("score").asDouble()) <= TOLERANCE;
        }
        return isSame;
    }

    private void queryAcknowledged() {
        if (enrolled.isEmpty()) {
            queryFirst();
            return;
        }
        Enrolled one = enrolled.get(ThreadLocalRandom.current().nextInt(enrolled.size()));
        JsonNode answer = query(() -> query(one));
        if (answer != null && answer.get("indexedThrough").asLong() >= one.sequence() && !isFirst(answer, one)) {
            failures.add("%s is not first in %s".formatted(one, answer));
        }
    }

    private Reply query(Enrolled one) {
        return server.post("/query", gallery.probe().image(Pictures.png(one.person(), 0)));
    }

    private static boolean isFirst(JsonNode answer, Enrolled one) {
        return answer.at("/results/0/images/0/imageId").asString().equals(one.imageId());
    }

    /** Null: it was refused. */
    private JsonNode query(Supplier<Reply> request) {
        long begin = System.nanoTime();
        Reply reply = request.get();
        longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        queries.incrementAndGet();
        if (reply.status() == 200) {
            return reply.json();
        }
        refused.incrementAndGet();
        if (!mayRefuse || reply.status() != 503 || reply.header("Retry-After").isEmpty()) {
            failures.add(reply.status() + " " + reply.text());
        }
        return null;
    }

    private void enrolNext() {
        int person = nextPerson.incrementAndGet();
        Reply reply;
        try {
            reply = enrol(enrolling, person, "other");
        } catch (UncheckedIOException e) { // that server is killed
            return;
        }
        if (reply.status() == 201) {
            JsonNode image = reply.json().at("/images/0");
            enrolled.add(new Enrolled(
                    image.get("imageId").asString(),
                    person,
                    image.get("sequence").asLong()));
        } else {
            failures.add(reply.status() + " " + reply.text());
        }
    }

    private Reply enrol(TestClient client, int person, String camera) {
        return client.post(
                "/gallery", gallery.enrolment("p" + person, camera, "visible").image(Pictures.png(person, 0)));
    }

    /** Waits for so many more queries, refused or not, and enrolments. */
    void goOn(int moreQueries, int moreEnrolments) {
        int wantedQueries = queries.get() + moreQueries;
        int wantedEnrolments = enrolled.size() + moreEnrolments;
        await(
                "no answers come",
                Duration.ofSeconds(90),
                () -> queries.get() >= wantedQueries && enrolled.size() >= wantedEnrolments);
    }

    /** Waits until queries are refused. */
    void awaitRefusals(int more) {
        int wanted = refused.get() + more;
        await("no query is refused", Duration.ofSeconds(90), () -> refused.get() >= wanted);
    }

    /** Waits until searches consider everything that was enrolled until now. */
    void awaitIndexed() {
        long wanted = enrolled.get(enrolled.size() - 1).sequence();
        await(
                "not all is indexed",
                Duration.ofSeconds(150),
                () -> server.get("/gallery/stats")
                                .json()
                                .at("/index/indexedThrough")
                                .asLong()
                        >= wanted);
    }

    private void await(String failure, Duration longest, BooleanSupplier wanted) {
        long end = System.nanoTime() + longest.toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as(() -> failure + ": " + this).isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    void stop() {
        ended = true;
        clients.shutdown();
    }

    /** Ends the traffic; fails if an answer was wrong, or anything that was acknowledged is not found. */
    void end() throws Exception {
        stop();
        for (Future<?> client : running) {
            client.get();
        }
        awaitIndexed();
        List<Enrolled> lost = enrolled.stream()
                .filter(one -> {
                    Reply reply = query(one);
                    return reply.status() != 200 || !isFirst(reply.json(), one);
                })
                .toList();
        assertThat(failures).as(toString()).isEmpty();
        assertThat(lost).as("lost").isEmpty();
        assertThat(server.get("/actuator/gallery").json().get("healed").asInt())
                .as("differences between index and database")
                .isZero();
    }

    int refused() {
        return refused.get();
    }

    /** Queries, of these refused, longest query, enrolments. */
    @Override
    public String toString() {
        return "%d | %d | %.1f s | %d".formatted(queries.get(), refused.get(), longest.get() / 1e9, enrolled.size());
    }
}
