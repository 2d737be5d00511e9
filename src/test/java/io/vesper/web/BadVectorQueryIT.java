package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedServer.class)
class BadVectorQueryIT {
    private final TestClient client;

    BadVectorQueryIT(TestClient client) {
        this.client = client;
    }

    static Stream<Arguments> badEmbeddings() {
        return Stream.of(
                Arguments.of("[]", "has 0 values"),
                Arguments.of("[1,null]", "value 1 (null) must be a finite number"),
                Arguments.of("[1,1e39]", "value 1 (1.0E39) must be a finite number"),
                Arguments.of("[1,1e999]", "value 1 (Infinity) must be a finite number"),
                Arguments.of("[0,0,0]", "has no direction"),
                Arguments.of("[1e-60]", "has no direction"),
                Arguments.of("[1,2]", "has 2 values, but those of the active model (demo) have"));
    }

    @ParameterizedTest
    @MethodSource("badEmbeddings")
    void aBadEmbeddingIsRefused(String embedding, String message) {
        String json = "{\"embedding\":%s,\"modality\":\"visible\"}".formatted(embedding);

        assertProblem(client.postJson("/query", json), 400, "embedding", message);
    }

    @Test
    void whatIsKnownOfAnEnrolledImageIsNotTold() {
        String json = "{\"imageId\":\"%s\",\"%s\":\"infrared\",\"excludeSameCamera\":true}";

        for (String field : List.of("modality", "cameraId")) {
            assertProblem(
                    client.postJson("/query", json.formatted(UUID.randomUUID(), field)),
                    400,
                    field,
                    "known of an enrolled image");
        }
    }

    @Test
    void aJsonBodyHasEitherAnImageOrAnEmbedding() {
        String both = "{\"imageId\":\"%s\",\"embedding\":[1],\"modality\":\"visible\"}".formatted(UUID.randomUUID());

        assertProblem(client.postJson("/query", both), 400, "imageId", "either an imageId or an embedding");
        assertProblem(client.postJson("/query", "{}"), 400, "imageId", "either an imageId or an embedding");
        assertProblem(client.postJson("/query", "{\"embedding\":[1]}"), 400, "modality", "missing");
        assertProblem(client.postJson("/query", "{\"embedding\":[\"x\"]}"), 400, "embedding.[0]", "wrong type");
        String noCamera = "{\"embedding\":[1],\"modality\":\"visible\",\"cameras\":[null]}";
        assertProblem(client.postJson("/query", noCamera), 400, "cameras", "missing");
    }
}
