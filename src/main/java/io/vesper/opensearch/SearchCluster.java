package io.vesper.opensearch;

import io.vesper.index.IndexAwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the nodes of an OpenSearch cluster: to another one if one does not answer. */
final class SearchCluster implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final String APPLICATION_JSON = "application/json";
    /** Of at most 200 bytes each. */
    private static final int NAMES = 15;

    /** The client says of these no more than that. */
    private static final Map<String, Integer> REFUSALS = Map.of("Unauthorized access", 401, "Forbidden access", 403);

    private static final String LINES = "application/x-ndjson";

    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;
    private final List<HttpHost> hosts;

    /** @param longest after which a node that has not answered is passed over */
    SearchCluster(OpenSearchSettings settings, Duration longest) {
        this.hosts = settings.addresses().stream().map(HttpHost::create).toList();
        Timeout timeout = Timeout.of(longest);
        this.transport = ApacheHttpClient5TransportBuilder.builder(hosts.toArray(HttpHost[]::new))
                .setDefaultHeaders(authorization(settings))
                .setConnectionConfigCallback(config -> config.setConnectTimeout(timeout))
                .setRequestConfigCallback(config -> config.setResponseTimeout(timeout))
                .setHttpClientConfigCallback(http -> http.disableAutomaticRetries())
                .build();
        this.client = new OpenSearchGenericClient(transport);
    }

    private static Header[] authorization(OpenSearchSettings settings) {
        if (settings.username() == null) {
            return new Header[0];
        }
        String credentials = settings.username() + ":" + (settings.password() == null ? "" : settings.password());
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return new Header[] {new BasicHeader("Authorization", "Basic " + encoded)};
    }

    /** What the cluster said. */
    record Answer(int status, JsonNode body) {
        boolean isFound() {
            return status != 404;
        }

        /** The reason of an error, as the cluster puts it. */
        String reason() {
            JsonNode error = body.path("error");
            return error.isObject()
                    ? error.path("reason").asString(error.toString())
                    : error.asString("status " + status);
        }
    }

    Answer get(String path) {
        return get(path, Map.of());
    }

    Answer get(String path, Map<String, String> query) {
        return send("GET", path, query, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, Map.of(), null);
    }

    Answer post(String path, Map<String, String> query, @Nullable Object body) {
        return send("POST", path, query, body == null ? null : json(body));
    }

    Answer put(String path, Object body) {
        return send("PUT", path, Map.of(), json(body));
    }

    /** Several requests in one. */
    Answer lines(String path, Map<String, String> query, String lines) {
        return send("POST", path, query, Body.from(lines.getBytes(StandardCharsets.UTF_8), LINES));
    }

    /** Whether a search had an answer from every shard. One of which there is no copy does not count as failed. */
    static boolean isWhole(JsonNode result) {
        JsonNode shards = result.path("_shards");
        return shards.has("total")
                && !result.path("timed_out").asBoolean(false)
                && shards.path("successful").asInt(0) == shards.path("total").asInt(0);
    }

    /** Names for addresses, some at a time: an address may be 4096 bytes long. */
    static List<String> joined(Collection<String> names) {
        List<String> all = List.copyOf(names);
        List<String> joined = new ArrayList<>();
        for (int from = 0; from < all.size(); from += NAMES) {
            joined.add(String.join(",", all.subList(from, Math.min(from + NAMES, all.size()))));
        }
        return joined;
    }

    private static Body json(Object body) {
        return Body.from(JSON.writeValueAsBytes(body), APPLICATION_JSON);
    }

    /**
     * @return the answer, also that there is no such index
     * @throws IndexAwayException if no node can answer now
     * @throws RefusedRequestException if the cluster will not do it, today or tomorrow
     */
    private Answer send(String method, String path, Map<String, String> query, @Nullable Body body) {
        Requests.JsonBodyBuilder request =
                Requests.builder().method(method).endpoint(path).query(query);
        if (body != null) {
            request.body(body);
        }
        Answer answer = execute(request.build());
        check(answer, method, path);
        return answer;
    }

    private Answer execute(Request request) {
        try (Response response = client.execute(request)) {
            Optional<Body> content = response.getBody();
            return new Answer(
                    response.getStatus(),
                    content.isPresent() ? JSON.readTree(content.get().bodyAsBytes()) : JSON.missingNode());
        } catch (ResponseException e) { // of some errors; its message has the cluster's answer
            return new Answer(e.status(), JSON.valueToTree(Map.of("error", String.valueOf(e.getMessage()))));
        } catch (IOException | RuntimeException e) {
            Integer refusal = REFUSALS.get(String.valueOf(e.getMessage()));
            if (refusal != null) {
                return new Answer(refusal, JSON.valueToTree(Map.of("error", e.getMessage())));
            }
            throw new IndexAwayException(
                    "The search cluster (%s) does not answer (%s)."
                            .formatted(
                                    hosts, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        }
    }

    private void check(Answer answer, String method, String path) {
        if (answer.status() < 300 || answer.status() == 404) {
            return;
        }
        String said = "The search cluster (%s) answered %s %s with the status %d (%s)."
                .formatted(hosts, method, path, answer.status(), answer.reason());
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new IndexAwayException(said);
        }
        throw new RefusedRequestException(answer.status(), said);
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The connections to the search cluster cannot be closed.", e);
        }
    }
}
