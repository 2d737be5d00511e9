package io.vesper.web;

import io.vesper.web.TestClient.Reply;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Sends to two servers in turns; what one does not take, or breaks off, to the other. */
final class Balancer {
    private final List<TestClient> servers;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();

    Balancer(TestClient one, TestClient other) {
        servers = new CopyOnWriteArrayList<>(List.of(one, other));
    }

    Reply send(Function<TestClient, Reply> request) {
        int turn = turns.getAndIncrement();
        try {
            return request.apply(servers.get(turn % 2));
        } catch (UncheckedIOException e) {
            sentAgain.incrementAndGet();
            return request.apply(servers.get((turn + 1) % 2));
        }
    }

    /** The server is at another port now. */
    void replace(int server, TestClient client) {
        servers.set(server, client);
    }

    int sentAgain() {
        return sentAgain.get();
    }
}
