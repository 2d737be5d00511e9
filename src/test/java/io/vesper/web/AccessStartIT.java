package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.web.TestClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/** Whom a server answers, from its first start to its first key and its last. */
class AccessStartIT {
    private static final String ADMIN = "{\"name\": \"first\", \"scopes\": [\"admin\"]}";
    private static final String EVERYWHERE = "--server.address=0.0.0.0";

    @TempDir
    Path folder;

    @Test
    void theFirstKeyLocksTheServerAndOpensIt() {
        assertRefusesToStart();
        String key;
        String keyId;
        try (TestServer server = start()) {
            TestClient anyone = server.client();
            Reply withoutAdmin = anyone.postJson("/keys", "{\"name\": \"gate\", \"scopes\": [\"enroll\"]}");
            assertProblem(withoutAdmin, 400, "scopes", "The first key needs the scope admin");
            assertThat(anyone.get("/gallery").status()).isEqualTo(200);

            Reply first = anyone.postJson("/keys", ADMIN);
            assertThat(first.status()).isEqualTo(201);
            key = first.json().get("key").asString();
            keyId = first.json().get("keyId").asString();

            assertProblem(anyone.get("/gallery"), 401);
            assertProblem(anyone.postJson("/keys", ADMIN), 401);
            assertThat(anyone.withKey(key)
                            .get("/audit")
                            .json()
                            .at("/entries/0/caller")
                            .asString())
                    .isEqualTo("local");
        }
        try (TestServer server = start(EVERYWHERE, "--management.server.port=0")) {
            assertProblem(server.client().get("/gallery"), 401);
            TestClient management = new TestClient(
                    server.bean(Environment.class).getRequiredProperty("local.management.port", Integer.class));
            assertThat(management.get("/actuator/prometheus").status()).isEqualTo(401);
            assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(management.withKey(key).get("/actuator/prometheus").status())
                    .isEqualTo(200);
            assertThat(server.client().withKey(key).delete("/keys/" + keyId).status())
                    .isEqualTo(204);
        }
        assertRefusesToStart();
        try (TestServer server = start()) {
            assertProblem(server.client().get("/gallery"), 401);
        }
    }

    private void assertRefusesToStart() {
        assertThatThrownBy(() -> start(EVERYWHERE).close())
                .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        refusal -> assertThat(refusal.getReason())
                                .contains("java -jar vesper.jar keys create --name admin --scopes admin"));
    }

    @Test
    void aKeyInAFileOpensAServerThatIsReachedFromElsewhere() throws IOException {
        String key = "vsp_0123456789abcdef_" + "0123456789abcdef".repeat(4);
        Path file = Files.writeString(folder.resolve("admin-key"), key + "\n");
        for (int i = 0; i < 2; i++) {
            try (TestServer server = start(EVERYWHERE, "--vesper.access.key-files.admin=" + file)) {
                assertProblem(server.client().get("/keys"), 401);
                Reply keys = server.client().withKey(key).get("/keys");
                assertThat(keys.status()).isEqualTo(200);
                assertThat(keys.json().at("/keys")).hasSize(1);
            }
        }
    }

    @Test
    void keysCanBeRequiredFromTheStart() {
        try (TestServer server = start("--vesper.access.required=true")) {
            assertProblem(server.client().postJson("/keys", ADMIN), 401);
            assertThat(server.client().get("/actuator/health/liveness").status())
                    .isEqualTo(200);
        }
    }

    private TestServer start(String... arguments) {
        return TestServer.start(folder, GridModelsConfiguration.class, arguments);
    }
}
