package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.Scope;
import io.vesper.web.KeyedServer.Keys;
import io.vesper.web.TestClient.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What a key of each scope may do. */
@ExtendWith(KeyedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopesIT {
    /** The three probes beside it have rules of their own. */
    private static final String HEALTH_OF_COMPONENTS = "/actuator/health/**";

    private static final String NOTHING = "nothing at this address";

    private final Keys keys;
    private final Map<Scope, TestClient> clients = new EnumMap<>(Scope.class);

    ScopesIT(Keys keys) {
        this.keys = keys;
        for (Scope scope : Scope.values()) {
            clients.put(scope, keys.with(scope));
        }
    }

    /** Paths that are no endpoints yet are nothing to whoever has the scope. */
    @ParameterizedTest
    @CsvSource({
        "POST, /query, query",
        "POST, /query/explain, query",
        "POST, /embeddings, query",
        "GET, /gallery, query",
        "GET, /gallery/stats, query",
        "GET, /gallery/x, query",
        "GET, /gallery/x/image, query",
        "GET, /people, query",
        "GET, /people/x, query",
        "GET, /galleries, query",
        "GET, /galleries/x, query",
        "GET, /galleries/x/cameras, query",
        "POST, /gallery, enroll",
        "PATCH, /gallery/x, enroll",
        "DELETE, /gallery/x, enroll",
        "POST, /people/x/merge, enroll",
        "POST, /jobs/enroll, enroll",
        "GET, /jobs/x/items, enroll",
        "PUT, /galleries/x/cameras/y, enroll",
        "POST, /jobs/train, train",
        "POST, /jobs/ablate, train",
        "POST, /jobs/evaluate, train",
        "GET, /presets, train",
        "GET, /jobs/x/report, train",
        "GET, /models/x/report, train",
        "POST, /keys, admin",
        "GET, /keys, admin",
        "DELETE, /keys/x, admin",
        "GET, /audit, admin",
        "POST, /models/x/activate, admin",
        "DELETE, /models/x, admin",
        "DELETE, /people/x, admin",
        "PUT, /galleries/x, admin",
        "DELETE, /galleries/x, admin",
        "POST, /jobs/reembed, admin",
        "POST, /jobs/reindex, admin"
    })
    void onlyTheScopeAndAdminMay(String method, String path, String scope) {
        assertProblem(send(keys.nobody(), method, path), 401);
        clients.forEach((own, client) -> {
            Reply reply = send(client, method, path);
            if (own.label().equals(scope) || own == Scope.ADMIN) {
                assertThat(reply.status()).as(own.label()).isNotIn(401, 403);
            } else {
                assertProblem(reply, 403);
                assertThat(reply.json().get("detail").asString()).contains("lacks the scope (%s)".formatted(scope));
                assertThat(reply.json().get("scope").asString()).isEqualTo(scope);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models",
                "/jobs",
                "/jobs/x",
                "/v3/api-docs",
                "/swagger-ui",
                "/actuator/prometheus",
                "/actuator/info"
            })
    void anyKeyWillDo(String path) {
        assertProblem(keys.nobody().get(path), 401);
        clients.values().forEach(client -> assertThat(client.get(path).status()).isIn(200, 302, 404));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/jobs/train | {'dataset': {'type': 'demo'}, 'preset': 'demo', 'activate': true}",
                "/jobs/evaluate | {'modelId': 'demo', 'dataset': {'type': 'demo'}, 'storeThresholds': true}"
            },
            quoteCharacter = '`')
    void whatChangesTheAnswersNeedsTheScopeAdminWhereverItIsAsked(String path, String body) {
        Reply reply = clients.get(Scope.TRAIN).postJson(path, body.replace('\'', '"'));

        assertProblem(reply, 403);
        assertThat(reply.json().get("detail").asString()).contains("lacks the scope (admin)");
        assertThat(reply.json().get("scope").asString()).isEqualTo("admin");
    }

    @Test
    void everyMappingOfTheApplicationHasARule() {
        List<String> without = new ArrayList<>();
        int mappings = 0;
        for (RequestMappingInfo mapping : mappings()) {
            for (var method : mapping.getMethodsCondition().getMethods()) {
                for (String pattern : mapping.getPatternValues()) {
                    mappings++;
                    String path = pattern.replaceAll("\\{[^}]*}|\\*\\*", "x");
                    Reply reply = send(clients.get(Scope.QUERY), method.name(), path);
                    if (pattern.equals(HEALTH_OF_COMPONENTS)) {
                        assertProblem(reply, 404);
                    } else if (reply.status() == 405 || reply.text().contains(NOTHING)) {
                        without.add(method + " " + pattern);
                    }
                }
            }
        }
        assertThat(without).isEmpty();
        assertThat(mappings).isGreaterThan(25);
    }

    private List<RequestMappingInfo> mappings() {
        return keys.server().bean(DispatcherServlet.class).getHandlerMappings().stream()
                .filter(RequestMappingInfoHandlerMapping.class::isInstance)
                .flatMap(mapping -> ((RequestMappingInfoHandlerMapping) mapping).getHandlerMethods().keySet().stream())
                .toList();
    }

    private static Reply send(TestClient client, String method, String path) {
        return client.send(client.request(path).method(method, BodyPublishers.noBody()));
    }
}
