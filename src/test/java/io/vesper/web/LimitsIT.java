package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.KeyLimits;
import io.vesper.access.Scope;
import io.vesper.gallery.Pictures;
import io.vesper.web.KeyedServer.Keys;
import io.vesper.web.TestClient.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much a key may be used. */
@ExtendWith(KeyedServer.class)
class LimitsIT {
    private final Keys keys;

    LimitsIT(Keys keys) {
        this.keys = keys;
    }

    @Test
    void aKeyThatAsksTooOftenIsToldWhenToComeBack() {
        TestClient slow = keys.with("slow", new KeyLimits(2, null), Scope.QUERY);
        assertThat(slow.get("/gallery").status()).isEqualTo(200);
        assertThat(slow.get("/gallery").status()).isEqualTo(200);

        Reply reply = slow.get("/gallery");

        assertProblem(reply, 429);
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 30);
    }

    @Test
    void picturesCountAgainstTheDaysQuota() {
        String gallery = "g-" + UUID.randomUUID();
        TestClient client = keys.with("small", new KeyLimits(null, 3), Scope.QUERY, Scope.ENROLL);
        assertThat(client.post("/gallery", Refusals.enrolment(2).with("gallery", gallery))
                        .status())
                .isEqualTo(201);

        Reply tooMany = client.post("/gallery", Refusals.enrolment(2).with("gallery", gallery));

        assertProblem(tooMany, 429);
        assertThat(Integer.parseInt(tooMany.header("Retry-After"))).isBetween(1, 86_400);
        assertThat(client.post("/query", Refusals.probe(1).with("gallery", gallery))
                        .status())
                .isEqualTo(200);
        assertProblem(client.post("/embeddings", Refusals.probe(1)), 429);
        assertProblem(client.post("/query/explain", Refusals.probe(1)), 429);
        assertThat(client.get("/gallery").status()).isEqualTo(200);
    }

    @Test
    void anArchiveWithMorePicturesThanTheDayHasLeftIsRefusedWhole() {
        String gallery = "g-" + UUID.randomUUID();
        TestClient client = keys.with("archivist", new KeyLimits(null, 3), Scope.QUERY, Scope.ENROLL);
        Archive archive = new Archive();
        for (int i = 1; i <= 4; i++) {
            archive.picture(i + ".png", "p" + i, Pictures.png(i, 0));
        }

        assertProblem(client.post("/jobs/enroll", archive.parts(gallery)), 429);

        assertThat(client.get("/jobs?type=enroll").text()).doesNotContain(gallery);
        assertThat(client.post("/gallery", Refusals.enrolment(3).with("gallery", gallery))
                        .status())
                .isEqualTo(201);
    }
}
