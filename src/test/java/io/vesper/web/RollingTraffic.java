package io.vesper.web;

import io.vesper.gallery.Pictures;
import io.vesper.web.TestClient.Parts;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Two clients who query for the first acknowledged person without a pause, and one who enrols others, until closed. */
final class RollingTraffic {
    private final Acknowledged acknowledged;
    private final Balancer queries;
    private final Balancer enrolments;
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    RollingTraffic(Acknowledged acknowledged, TestClient one, TestClient other) {
        this.acknowledged = acknowledged;
        queries = new Balancer(one, other);
        enrolments = new Balancer(one, other);
    }

    void start() {
        clients.add(CompletableFuture.runAsync(this::query));
        clients.add(CompletableFuture.runAsync(this::query));
        clients.add(CompletableFuture.runAsync(this::enrol));
    }

    void replace(int server, TestClient client) {
        queries.replace(server, client);
        enrolments.replace(server, client);
    }

    /** Fails if a client met what even the other server did not answer. */
    void end() {
        ended = true;
        clients.forEach(CompletableFuture::join);
    }

    private void query() {
        while (!ended) {
            Reply reply = queries.send(RollingTraffic::queryFirst);
            if (reply.status() != 200
                    || !reply.json().at("/results/0/personId").asString().equals("p1")) {
                failures.add(reply.status() + " " + reply.text());
            }
            answered.incrementAndGet();
        }
    }

    private static Reply queryFirst(TestClient client) {
        return client.post("/query", new Parts().with("modality", "visible").image(Pictures.png(1, 0)));
    }

    private void enrol() {
        while (!ended) {
            Reply reply = enrolments.send(acknowledged::enrolNext);
            if (reply.status() != 201) {
                failures.add(reply.status() + " " + reply.text());
            }
        }
    }

    int answered() {
        return answered.get();
    }

    int queriesSentAgain() {
        return queries.sentAgain();
    }

    /** The server that broke them off may have kept them. */
    int enrolmentsSentAgain() {
        return enrolments.sentAgain();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
