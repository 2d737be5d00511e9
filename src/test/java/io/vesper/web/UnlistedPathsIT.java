package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.Scope;
import io.vesper.web.KeyedServer.Keys;
import io.vesper.web.TestClient.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that no rule names, and other ways to write those that one does. */
@ExtendWith(KeyedServer.class)
class UnlistedPathsIT {
    private final Keys keys;

    UnlistedPathsIT(Keys keys) {
        this.keys = keys;
    }

    @Test
    void whatIsNotListedIsNotThere() {
        TestClient admin = keys.with(Scope.ADMIN);

        for (String path : List.of(
                "/error",
                "/webjars/swagger-ui/index.html",
                "/login",
                "/logout",
                "/actuator/env",
                "/gallery/",
                "/h2-console",
                "/actuator/health/db",
                "/actuator/health/a%2fb",
                "/actuator/health/%2e%2e/gallery")) {
            assertProblem(admin.get(path), 404);
            assertProblem(keys.nobody().get(path), 401);
        }
        Reply wrongMethod = admin.send(admin.request("/gallery").PUT(BodyPublishers.noBody()));
        assertProblem(wrongMethod, 405);
        assertThat(wrongMethod.header("Allow")).contains("GET", "POST").doesNotContain("PUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/gallery?personId=Jane%FFDoe",
                "/gallery?personId=%ED%A0%80",
                "/gallery?personId=%C0%AF",
                "/gallery?%FF=x",
                "/audit?keyId=%00",
                "/jobs?type=%00"
            })
    void parametersThatAreNoTextAreRefusedAndNotRepeated(String path) {
        Reply reply = keys.with(Scope.ADMIN).get(path);

        assertProblem(reply, 400);
        assertThat(reply.json().get("detail").asString()).contains("characters that are not taken");
        assertThat(reply.text()).doesNotContain("Jane");
        assertProblem(keys.nobody().get("/actuator/health?x=%FF"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/keys;x=1",
                "/keys;/",
                "//keys",
                "/./keys",
                "/gallery/../keys",
                "/%6beys",
                "/keys%2f",
                "/keys%00"
            })
    void noSpellingOfAPathLeadsAroundItsScope(String path) {
        assertThat(keys.with(Scope.QUERY).get(path).status()).as(path).isIn(400, 403, 404);
    }
}
