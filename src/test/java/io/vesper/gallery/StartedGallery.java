package io.vesper.gallery;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of one server begin with: an empty gallery, searched with one model. */
abstract class StartedGallery {
    @TempDir
    Path folder;

    TestGallery test;

    @BeforeEach
    void start() {
        test = TestGallery.started(folder, GridModels.only("grid"));
    }

    @AfterEach
    void stop() {
        test.close();
    }
}
