package io.vesper.opensearch;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers over HTTP as a node of OpenSearch would, or as what stands before it. */
final class StubNode implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();
    private Function<String, Answer> answers = request -> new Answer(200, "{}");

    /** @param body JSON, as a rule */
    record Answer(int status, String body) {}

    StubNode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(body);
            Answer answer =
                    answers.apply(body.isEmpty() ? exchange.getRequestURI().getPath() : body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
    }

    /** @param next what is answered from now on to a body, or where there is none to a path */
    void answer(Function<String, Answer> next) {
        answers = next;
    }

    /** The bodies of all requests. */
    List<String> requests() {
        return requests;
    }

    OpenSearchSettings settings() {
        return OpenSearchSettingsTest.of(
                "http://localhost:" + server.getAddress().getPort(), "vesper");
    }

    SearchCluster cluster() {
        return new SearchCluster(settings(), Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
