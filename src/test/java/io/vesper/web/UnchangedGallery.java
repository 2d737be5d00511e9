package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** For tests of what is refused: no picture is kept of it. */
@ExtendWith(SharedServer.class)
abstract class UnchangedGallery {
    final TestClient client;
    private final long imagesBefore;

    UnchangedGallery(TestClient client) {
        this.client = client;
        imagesBefore = images();
    }

    private long images() {
        return client.get("/gallery/stats").json().get("images").asLong();
    }

    @AfterEach
    void nothingIsKept() {
        assertThat(images()).isEqualTo(imagesBefore);
    }
}
