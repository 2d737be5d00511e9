package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.Scope;
import io.vesper.web.KeyedServer.Keys;
import io.vesper.web.TestClient.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What browsers are told to do with answers. */
@ExtendWith(KeyedServer.class)
class AnswerHeadersIT {
    private final Keys keys;
    private final TestClient admin;

    AnswerHeadersIT(Keys keys) {
        this.keys = keys;
        this.admin = keys.with(Scope.ADMIN);
    }

    @Test
    void answersMayNotBeKeptFramedOrGuessedAt() {
        Reply reply = admin.get("/gallery");

        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(admin.get("/swagger-ui/index.html").header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(keys.nobody().get("/gallery").header("Content-Security-Policy"))
                .contains("default-src 'none'");
    }

    @Test
    void theConsolesFilesAreSentAgainOnlyIfTheyHaveChanged() {
        TestClient anyone = keys.nobody();
        Reply first = anyone.get("/console/app.js");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");

        Reply again = anyone.send(anyone.request("/console/app.js")
                .header("If-None-Match", first.header("ETag"))
                .GET());
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        Reply packed = anyone.send(anyone.request("/console/app.js")
                .header("Accept-Encoding", "gzip")
                .GET());
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.bytes().length).isLessThan(first.bytes().length);
        assertThat(anyone.get("/console/settings").header("Cache-Control")).contains("no-store");
    }

    /** The policy runs no script that stands in the page itself. */
    @Test
    void theApiPageKeepsItsPolicy() {
        assertThat(admin.get("/swagger-ui/index.html").text())
                .contains("<script src=")
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void noForeignPageMayAsk() {
        Reply preflight = admin.send(keys.nobody()
                .request("/gallery")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.status()).isIn(401, 403, 405);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    }
}
